/** The model as a table: sorted, filtered, a page at a time, and as CSV. */
(() => {
  const { model, paths } = gp.data;
  const PAGE = 25;
  const PRINTED = 60;
  const view = { column: 2, falling: true, filter: '', page: 0 };

  const entry = (k) => (k === null ? null : paths[model.a].reg_param[k]);

  /** Columns: title, how to sort (sizes by absolute value), and what a cell holds. */
  const COLUMNS = [
    { title: 'feature', key: (row) => gp.name(row[0]), cell: (row) => gp.el('span', { class: 'feature', text: gp.name(row[0]) }) },
    { title: 'coefficient', hint: 'for one unit of the column', key: (row) => Math.abs(row[1]), cell: (row) => gp.number(row[1]) },
    { title: 'standardized', hint: 'for one standard deviation of the column', key: (row) => Math.abs(row[2]), cell: (row) => measured(row[2]) },
    { title: 'standard deviation', hint: 'of the column', key: (row) => row[3], cell: (row) => gp.number(row[3]) },
    { title: 'penalty factor', hint: '1: penalised like all others; 0: not at all', key: (row) => row[4], cell: (row) => gp.number(row[4]) },
    { title: 'enters at λ', hint: 'the strongest penalty at which it is not 0', key: (row) => entry(row[5]), cell: (row) => gp.number(entry(row[5])) },
    { title: 'kept by folds', hint: 'share of the models of the folds that keep it', key: (row) => row[6], cell: (row) => gp.percent(row[6]) },
  ];

  const largest = () => model.rows.reduce((m, row) => Math.max(m, Math.abs(row[2])), 0) || 1;
  let most = null;

  /** A number with a bar from the middle: to the right if positive. */
  const measured = (value) => {
    most ??= largest();
    const bar = gp.el('i', { class: value < 0 ? 'negative' : 'positive' });
    bar.style.width = `${(Math.abs(value) / most) * 50}%`;
    return gp.el('span', { class: 'measured' }, gp.el('span', { class: 'bar-cell', 'aria-hidden': 'true' }, bar), gp.el('span', { text: gp.number(value) }));
  };

  const compare = (x, y) => {
    if (x === null || y === null) return (x === null) - (y === null);
    return typeof x === 'string' ? x.localeCompare(y, undefined, { numeric: true }) : x - y;
  };

  const found = () => {
    const text = view.filter.toLowerCase();
    const { key } = COLUMNS[view.column];
    const rows = model.rows.filter((row) => gp.name(row[0]).toLowerCase().includes(text));
    return rows.sort((r, s) => {
      const [x, y] = [key(r), key(s)];
      const order = compare(x, y);
      return x === null || y === null ? order : view.falling ? -order : order;
    });
  };

  const heading = (column, i) => {
    const sorted = view.column === i ? (view.falling ? 'descending' : 'ascending') : 'none';
    const button = gp.el('button', { type: 'button', title: column.hint ?? '', on: { click: () => sort(i) } }, column.title, gp.el('span', { class: 'arrow', 'aria-hidden': 'true', text: sorted === 'none' ? '' : view.falling ? ' ↓' : ' ↑' }));
    return gp.el('th', { scope: 'col', class: i > 0 ? 'number' : null, 'aria-sort': sorted }, button);
  };

  const sort = (i) => {
    view.falling = view.column === i ? !view.falling : i > 0;
    Object.assign(view, { column: i, page: 0 });
    show();
    gp.byId('model-table').querySelectorAll('th button')[i].focus();
  };

  const show = () => {
    const rows = found();
    const size = gp.printing ? PRINTED : PAGE;
    const pages = Math.max(1, Math.ceil(rows.length / size));
    view.page = Math.min(view.page, pages - 1);
    const here = rows.slice(view.page * size, (view.page + 1) * size);
    gp.byId('model-table').replaceChildren(gp.el('table', {}, gp.el('thead', {}, gp.el('tr', {}, ...COLUMNS.map(heading))),
      gp.el('tbody', {}, ...here.map((row) => gp.el('tr', {}, ...COLUMNS.map((column, i) => gp.el('td', { class: i > 0 ? 'number' : null }, column.cell(row))))))));
    gp.byId('model-count').textContent = rows.length === 0 ? 'no feature matches' : `${gp.count(view.page * size + 1)} to ${gp.count(view.page * size + here.length)} of ${gp.count(rows.length)}`;
    gp.byId('model-back').disabled = view.page === 0;
    gp.byId('model-on').disabled = view.page === pages - 1;
    gp.byId('model-pages').classList.toggle('single', pages === 1);
  };

  const turn = (step) => () => {
    view.page += step;
    show();
  };

  const quoted = (value) => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  /** The rows found, in their order, with exact numbers; the intercept comes first. */
  const csv = () => {
    const head = ['feature', 'coefficient', 'standardized_coefficient', 'standard_deviation', 'penalty_factor', 'entry_reg_param', 'kept'];
    const rows = found().map((row) => [gp.name(row[0]), ...row.slice(1, 5), entry(row[5]), row[6]]);
    const intercept = gp.data.run.intercept ? [['(intercept)', model.intercept, null, null, null, null, null]] : [];
    return [head, ...intercept, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
  };

  /** Which coefficients their bounds stop, in words. */
  const limits = ({ columns, at, zero, named }) => {
    const names = named.map((j) => gp.name(j)).join(', ');
    const others = at > named.length ? ` and ${gp.count(at - named.length)} others` : '';
    const stopped = at > 0 ? `${gp.count(at)} of them ${at === 1 ? 'sits' : 'sit'} at a bound (${names}${others})` : 'none of them sits at a bound other than zero';
    return `${gp.plural(columns, 'coefficient')} ${columns === 1 ? 'has' : 'have'} bounds: ${stopped}, and ${gp.count(zero)} ${zero === 1 ? 'is' : 'are'} zero, which is one of their bounds.`;
  };

  /** To the clipboard; where that is refused the text is put on the page, selected. */
  const copy = async () => {
    const said = gp.byId('model-copied');
    try {
      await navigator.clipboard.writeText(csv());
      said.textContent = `${gp.plural(found().length, 'row')} copied`;
    } catch {
      const text = gp.byId('model-csv');
      Object.assign(text, { value: csv(), hidden: false });
      text.select();
      said.textContent = 'The browser refuses the clipboard: copy the text below.';
    }
  };

  gp.model = () => {
    if (!model) return gp.leaveOut('model');
    gp.byId('model-point').textContent = `${gp.alphaName(model.a)}, λ = ${gp.number(paths[model.a].reg_param[model.k])}: ${gp.plural(model.rows.length, 'feature')}${gp.data.run.intercept ? ` and the intercept ${gp.number(model.intercept)}` : ''}.`;
    if (model.limits) gp.byId('model-limits').textContent = limits(model.limits);
    gp.byId('model-filter').addEventListener('input', (event) => {
      Object.assign(view, { filter: event.target.value, page: 0 });
      show();
    });
    gp.byId('model-back').addEventListener('click', turn(-1));
    gp.byId('model-on').addEventListener('click', turn(1));
    gp.byId('model-copy').addEventListener('click', copy);
    show();
    gp.onTheme(show);
  };
})();
