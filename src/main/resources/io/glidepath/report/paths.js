/** Coefficient paths of the picked alpha, and the intercept apart from them. */
(() => {
  const { data } = gp;
  const { features, paths, top } = data.coefficients;
  /** At the start so many of the largest are in colour. */
  const COLOURED = 6;
  const view = { horizontal: 'lambda', all: false, picked: null };

  /** Positions in `features` of the lines in colour: the reader's, else the largest of this alpha. */
  const coloured = () => view.picked ?? top[gp.cursor().a].slice(0, COLOURED);

  const shown = () => {
    const { a } = gp.cursor();
    const all = view.all ? gp.range(features.length) : top[a];
    return [...new Set([...all, ...coloured()])];
  };

  /** Standardized coefficients of a feature at every point of an alpha's grid. */
  const values = (a, i) => {
    const full = new Array(gp.points(a)).fill(0);
    const { from, values: stretch } = paths[a][i];
    stretch.forEach((value, n) => (full[from + n] = value));
    return full;
  };

  /** Colour of a position; a second round through the colours is dashed. */
  const look = (i) => {
    const c = gp.colours();
    const at = coloured().indexOf(i);
    if (at < 0) return { color: c.soft, width: 1, type: 'solid' };
    return { color: c.series[at % c.series.length], width: 2.2, type: at < c.series.length ? 'solid' : 'dashed' };
  };

  const cursors = () => {
    const { a, k } = gp.cursor();
    return [{ grid: 0, x: gp.horizontals[view.horizontal].xs(a)[k] }];
  };

  const pick = (grid, x) => {
    const { a } = gp.cursor();
    gp.moveTo(a, gp.nearest(gp.horizontals[view.horizontal].xs(a), x));
  };

  const option = (width) => {
    const { a } = gp.cursor();
    const wide = width >= 680;
    const room = wide ? 190 : 14;
    const xs = gp.horizontals[view.horizontal].xs(a);
    const lines = shown().map((i) => ({ i, ys: values(a, i), style: look(i) }));
    const largest = lines.reduce((m, { ys }) => ys.reduce((n, y) => Math.max(n, Math.abs(y)), m), 0);
    const { factor, said } = gp.scale(largest);
    const y = gp.axis(`coefficient of one standard deviation${wide ? `, ${gp.unit()}` : ''}${said}`, { nameGap: gp.leftGap });
    y.axisLabel = { ...y.axisLabel, formatter: gp.tick(factor) };
    const x = gp.horizontals[view.horizontal].axis(a);
    if (!wide && view.horizontal === 'lambda') x.name = gp.lambdaTitle(true);
    return {
      grid: { left: gp.left, right: room, top: 14, bottom: 48 }, xAxis: x, yAxis: y,
      series: [
        gp.reference([xs[0], 0], [xs.at(-1), 0]),
        ...lines.map(({ ys, style }) => ({ type: 'line', data: ys.map((v, k) => [xs[k], v]), symbol: 'circle', symbolSize: xs.length === 1 ? 7 : 4, showSymbol: xs.length === 1 || ys.includes(null), silent: true, z: style.width > 1 ? 4 : 2, lineStyle: style, itemStyle: { color: style.color } })),
        ...(wide ? [gp.names(labelled(lines, xs), room)] : []),
      ],
    };
  };

  /** Lines that get a name at their end: those in colour, and with twenty also the others. */
  const labelled = (lines, xs) => lines
    .filter(({ style, ys }) => ys.at(-1) !== null && (style.width > 1 || lines.length <= 22))
    .map(({ i, ys, style }) => ({ x: xs.at(-1), y: ys.at(-1), text: gp.name(features[i]), colour: style.width > 1 ? style.color : gp.colours().muted, bold: style.width > 1 }));

  /** What the pointer may be near: every line at the grid point nearest to x. */
  const lines = (grid, x) => {
    const { a } = gp.cursor();
    const xs = gp.horizontals[view.horizontal].xs(a);
    const k = gp.nearest(xs, x);
    return shown().map((i) => ({ x: xs[k], y: values(a, i)[k], colour: look(i).color, tip: () => tip(a, i, k) }));
  };

  const tip = (a, i, k) => {
    const value = values(a, i)[k];
    const deviation = data.coefficients.deviations[i];
    return gp.tip(gp.name(features[i]), [['λ', gp.number(data.paths[a].reg_param[k])], ['for one standard deviation', gp.number(value)], ['for one unit', gp.number(deviation ? value / deviation : null)]]);
  };

  const alt = () => {
    const { a, k } = gp.cursor();
    const largest = coloured().map((i) => `${gp.name(features[i])} ${gp.number(values(a, i)[k])}`);
    return `Coefficients of ${gp.plural(shown().length, 'feature')} along the path of ${gp.alphaName(a)}. In colour, with their values at the cursor when drawn: ${largest.join('; ')}.`;
  };

  const table = () => {
    const { a } = gp.cursor();
    const some = coloured();
    const all = some.map((i) => values(a, i));
    return { head: ['λ', ...some.map((i) => gp.name(features[i]))], rows: data.paths[a].reg_param.map((lambda, k) => [gp.number(lambda), ...all.map((ys) => gp.number(ys[k]))]) };
  };

  const intercept = (width) => {
    const { a } = gp.cursor();
    const c = gp.colours();
    const xs = gp.horizontals[view.horizontal].xs(a);
    const ys = data.paths[a].intercept;
    const { factor, said } = gp.scale(ys.reduce((m, v) => Math.max(m, Math.abs(v)), 0));
    const y = gp.axis(`intercept${said}`, { scale: true, splitNumber: 3, nameGap: gp.leftGap });
    y.axisLabel = { ...y.axisLabel, formatter: gp.tick(factor) };
    const x = gp.horizontals[view.horizontal].axis(a);
    x.name = '';
    return {
      grid: { left: gp.left, right: width >= 680 ? 190 : 14, top: 12, bottom: 28 }, xAxis: x, yAxis: y,
      series: [{ type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: xs.length === 1, silent: true, data: ys.map((v, k) => [xs[k], v]), lineStyle: { color: c.ink, width: 1.5 }, itemStyle: { color: c.ink } }],
    };
  };

  const interceptLines = (grid, x) => {
    const { a } = gp.cursor();
    const xs = gp.horizontals[view.horizontal].xs(a);
    const k = gp.nearest(xs, x);
    const value = data.paths[a].intercept[k];
    return [{ x: xs[k], y: value, colour: gp.colours().ink, tip: () => gp.tip('intercept', [['λ', gp.number(data.paths[a].reg_param[k])], ['value', gp.number(value)]]) }];
  };

  const redraw = () => {
    gp.redraw('coefficients');
    if (data.run.intercept) gp.redraw('intercept');
    chips();
  };

  const toggle = (i) => {
    const now = coloured();
    view.picked = now.includes(i) ? now.filter((other) => other !== i) : [...now, i];
    redraw();
  };

  /** The names in colour as buttons; pressing one takes its colour away. */
  const chips = () => {
    gp.byId('chips').replaceChildren(...coloured().map((i) => {
      const swatch = gp.el('i', { 'aria-hidden': 'true' });
      swatch.style.backgroundColor = look(i).color;
      const name = gp.name(features[i]);
      return gp.el('button', { type: 'button', title: `${name}: take the colour away`, on: { click: () => toggle(i) } }, swatch, gp.shorten(name, 40), gp.el('span', { class: 'remove', 'aria-label': 'remove', text: '×' }));
    }));
    gp.byId('reset-colours').disabled = view.picked === null;
  };

  const search = () => {
    const field = gp.byId('find-feature');
    gp.byId('feature-names').append(...features.map((f) => gp.el('option', { value: gp.name(f) })));
    const find = () => {
      const text = field.value.trim();
      if (text === '') return;
      const exact = features.findIndex((f) => gp.name(f) === text);
      const i = exact >= 0 ? exact : features.findIndex((f) => gp.name(f).toLowerCase().includes(text.toLowerCase()));
      field.setCustomValidity(i < 0 ? 'no such feature among those drawn' : '');
      field.reportValidity();
      if (i < 0) return;
      field.value = '';
      if (!coloured().includes(i)) toggle(i);
    };
    field.addEventListener('change', find);
    field.addEventListener('input', () => field.setCustomValidity(''));
  };

  gp.coefficients = () => {
    const horizontals = { cursors, pick, alpha: true };
    gp.figure('coefficients', { lines, option, alt, table, ...horizontals, height: (width) => (width < 560 ? 360 : 470) });
    if (data.run.intercept) {
      gp.figure('intercept', {
        lines: interceptLines, option: intercept, height: () => 140, ...horizontals, alt: () => `The intercept along the path of ${gp.alphaName(gp.cursor().a)}.`,
        table: () => ({ head: ['λ', 'intercept'], rows: gp.path().reg_param.map((lambda, k) => [gp.number(lambda), gp.number(gp.path().intercept[k])]) }),
      });
    } else gp.byId('intercept').remove();
    document.querySelectorAll('input[name=horizontal]').forEach((input) => input.addEventListener('change', () => {
      view.horizontal = input.value;
      redraw();
    }));
    gp.byId('show-all').addEventListener('change', (event) => {
      view.all = event.target.checked;
      redraw();
    });
    gp.byId('reset-colours').addEventListener('click', () => {
      view.picked = null;
      redraw();
    });
    gp.byId('left-out').textContent = data.coefficients.left_out > 0 ? `The ${gp.count(features.length)} most important columns can be drawn; ${gp.count(data.coefficients.left_out)} smaller ones are left out here and stand in the table coefficients.` : '';
    gp.byId('show-all-count').textContent = gp.count(features.length);
    search();
    chips();
    gp.listeners.alpha.push(chips);
  };
})();
