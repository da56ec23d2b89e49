'use strict';

/** What the page's scripts share; each file adds what the files after it use. */
const gp = {};

gp.data = JSON.parse(document.getElementById('data').textContent);

/** Kinds of change that are told to listeners: the cursor moved; it moved to another alpha. */
gp.listeners = { cursor: [], alpha: [] };

/**
 * A new element. Text only ever becomes text: children that are strings are text nodes, and no
 * attribute is a style or a handler.
 */
gp.el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') node.textContent = value;
    else if (name === 'on') Object.entries(value).forEach(([type, f]) => node.addEventListener(type, f));
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
};

/** An element of SVG; its attributes are of SVG's own, never style. */
gp.svg = (tag, attributes, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
};

gp.byId = (id) => document.getElementById(id);

/** Takes a section and its entry in the contents away. */
gp.leaveOut = (id) => {
  gp.byId(id)?.remove();
  document.querySelector(`nav a[href="#${id}"]`)?.parentNode.remove();
};

/** A table of texts and nodes; cells of `numeric` columns stand at the right. */
gp.table = (head, rows, numeric = () => true) => {
  const cell = (tag, value, i) => gp.el(tag, { class: i > 0 && numeric(i) ? 'number' : null, scope: tag === 'th' ? 'col' : null }, value ?? '–');
  const line = (tag, values) => gp.el('tr', {}, ...values.map((value, i) => cell(tag, value, i)));
  return gp.el('table', {}, gp.el('thead', {}, line('th', head)), gp.el('tbody', {}, ...rows.map((row) => line('td', row))));
};

gp.name = (feature) => gp.data.names[feature];

/** 0, 1, ... n - 1. */
gp.range = (n) => Array.from({ length: n }, (_, i) => i);
