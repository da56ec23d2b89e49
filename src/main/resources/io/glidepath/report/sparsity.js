/** Size and length of the coefficients along every path, and the order in which features enter. */
(() => {
  const { alphas, paths, entries } = gp.data;
  const MEASURES = [['non-zero coefficients', 'nonzero'], ['L1 norm', 'l1_norm'], ['L2 norm', 'l2_norm']];
  const stacked = (width) => width < 680;
  const HEIGHT = 230;

  const place = (width, i) => {
    if (stacked(width)) return { left: 56, right: 14, top: 30 + i * (HEIGHT + 78), height: HEIGHT };
    const each = (width - 8) / 3;
    return { left: 48 + i * each, width: each - 62, top: 30, height: HEIGHT };
  };

  const option = (width) => {
    const c = gp.colours();
    const { a } = gp.cursor();
    const all = gp.range(alphas.length);
    const scales = MEASURES.map(([, key]) => gp.scale(key === 'nonzero' ? 1 : Math.max(...paths.flatMap((p) => p[key]))));
    const lines = MEASURES.flatMap(([, key], i) => all.map((b) => ({ b, i, key })));
    return {
      graphic: MEASURES.map(([title], i) => gp.heading(title + scales[i].said, place(width, i).left, place(width, i).top - 24)),
      grid: MEASURES.map((_, i) => place(width, i)),
      xAxis: MEASURES.map((_, i) => gp.lambdaAxis(all, gp.lambdaTitle(true), { gridIndex: i })),
      yAxis: MEASURES.map((_, i) => {
        const axis = gp.axis('', { gridIndex: i, min: 0, splitNumber: 4 });
        axis.axisLabel = { ...axis.axisLabel, formatter: gp.tick(scales[i].factor) };
        return axis;
      }),
      series: lines.map(({ b, i, key }) => {
        const style = { color: b === a ? c.l2 : c.soft, width: b === a ? 2.4 : 1 };
        return { type: 'line', symbol: 'circle', symbolSize: 6, showSymbol: gp.points(b) === 1, silent: true, xAxisIndex: i, yAxisIndex: i, z: b === a ? 4 : 2, data: paths[b][key].map((v, k) => [gp.places(b)[k], v]), lineStyle: style, itemStyle: { color: style.color } };
      }),
    };
  };

  /** What the pointer may be near: the path of every alpha. */
  const near = (grid, x) => gp.range(alphas.length).map((b) => {
    const k = gp.nearest(gp.places(b), x);
    const [title, key] = MEASURES[grid];
    const value = paths[b][key][k];
    const tip = () => gp.tip(gp.alphaName(b), [['λ', gp.number(paths[b].reg_param[k])], [title, gp.number(value)]]);
    return { x: gp.places(b)[k], y: value, colour: b === gp.cursor().a ? gp.colours().l2 : gp.colours().weak, tip };
  });

  const alt = () => {
    const { a } = gp.cursor();
    const path = paths[a];
    return `Non-zero coefficients, L1 norm and L2 norm along every path. ${gp.alphaName(a)}: from ${gp.count(path.nonzero[0])} to ${gp.plural(path.nonzero.at(-1), 'non-zero')}, L1 norm to ${gp.number(path.l1_norm.at(-1))}, L2 norm to ${gp.number(path.l2_norm.at(-1))}.`;
  };

  const table = () => ({ head: ['λ', ...MEASURES.map(([title]) => title)], rows: gp.path().reg_param.map((lambda, k) => [gp.number(lambda), gp.count(gp.path().nonzero[k]), gp.number(gp.path().l1_norm[k]), gp.number(gp.path().l2_norm[k])]) });

  const FIRST = 20;
  let more = false;
  const rows = () => (more && !gp.printing ? 60 : FIRST);
  const entering = () => {
    const entry = entries[gp.cursor().a];
    return { ...entry, features: entry.features.slice(0, rows()), stretches: entry.stretches.slice(0, rows()) };
  };

  /** From 'from, to, from, to ...' to pairs. */
  const pairs = (stretches) => gp.range(stretches.length / 2).map((i) => stretches.slice(2 * i, 2 * i + 2));
  const span = (a, [from, to]) => (from === to ? gp.number(paths[a].reg_param[from]) : `${gp.number(paths[a].reg_param[from])} to ${gp.number(paths[a].reg_param[to])}`);

  /** Where a coefficient is exactly 0 again after its entry, in words; empty if nowhere. */
  const gaps = (a, stretches) => {
    const inner = stretches.slice(1).concat(gp.points(a));
    return pairs(inner).map(([to, from]) => [to + 1, from - 1]).filter(([from, to]) => from <= to).map((gap) => span(a, gap)).join('; ');
  };

  /** A bar a feature, from where it enters to the weak end of the path, with its gaps. */
  const entryOption = (width) => {
    const c = gp.colours();
    const { a } = gp.cursor();
    const { features, stretches } = entering();
    const room = gp.margin(width, features);
    const xs = gp.places(a);
    const edges = gp.edges(a);
    const bars = stretches.flatMap((ends, i) => pairs(ends).map(([from, to], n) => [n === 0 ? xs[from] : edges[from], i, edges[to + 1], n]));
    return {
      grid: { left: room, right: 16, top: 6, bottom: 48 }, xAxis: gp.lambdaAxis([a], gp.lambdaTitle(width < 680)), yAxis: gp.featureAxis(features, room),
      tooltip: gp.tooltip(({ dataIndex }) => entryTip(a, bars[dataIndex][1])),
      series: [{
        type: 'custom', data: bars, encode: { x: [0, 2], y: 1 }, cursor: 'default',
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const [right] = api.coord([api.value(2), api.value(1)]);
          const bar = { type: 'rect', shape: { x, y: y - 4, width: right - x, height: 8 }, style: { fill: c.bar, opacity: 0.55 } };
          const entry = { type: 'circle', shape: { cx: x, cy: y, r: 4.5 }, style: { fill: c.l2 } };
          return { type: 'group', children: api.value(3) === 0 ? [bar, entry] : [bar] };
        },
      }],
    };
  };

  const entryTip = (a, i) => {
    const { features, stretches } = entering();
    const at = stretches[i][0];
    const gone = gaps(a, stretches[i]);
    return gp.tip(gp.name(features[i]), [['enters at λ', gp.number(paths[a].reg_param[at])], ['step', `${at + 1} of ${gp.points(a)}`], ...(gone === '' ? [] : [['exactly 0 again at λ', gone]])]);
  };

  const entryAlt = () => {
    const { a } = gp.cursor();
    const { features, stretches, total } = entering();
    return `Order in which ${gp.plural(total, 'column')} enter at ${gp.alphaName(a)}: ${features.slice(0, 8).map((f, i) => `${gp.name(f)} at lambda ${gp.number(paths[a].reg_param[stretches[i][0]])}`).join('; ')}${total > 8 ? '; and others later' : ''}.`;
  };

  const entryTable = () => {
    const { a } = gp.cursor();
    const { features, stretches } = entries[a];
    return { head: ['column', 'order', 'enters at λ', 'exactly 0 again at λ'], rows: features.map((f, i) => [gp.name(f), String(i + 1), gp.number(paths[a].reg_param[stretches[i][0]]), gaps(a, stretches[i]) || '–']) };
  };

  /** What is said of the order in which columns enter. */
  const said = ({ stretches, total }) => {
    const { a } = gp.cursor();
    if (total === 0 && paths[a].nonzero.some((n) => n > 0)) return `No order is known at ${gp.alphaName(a)}: coefficients were published at selected points only.`;
    const together = total > 1 && stretches.every(([k]) => k === stretches[0][0]);
    return together
      ? `At ${gp.alphaName(a)} all ${gp.count(total)} columns are in from the start: L2 shrinks but leaves nothing out. Pick an alpha above 0 to see an order.`
      : `${gp.plural(total, 'column')} ever enter at ${gp.alphaName(a)}.`;
  };

  const note = () => {
    const entry = entries[gp.cursor().a];
    gp.byId('entries-note').textContent = said(entry);
    const button = gp.byId('more-entries');
    button.hidden = entry.features.length <= FIRST;
    button.textContent = more ? `Show the first ${FIRST}` : `Show ${entry.features.length}`;
  };

  gp.sparsity = () => {
    const every = (i) => ({ grid: i, x: gp.places(gp.cursor().a)[gp.cursor().k] });
    const pick = (grid, x) => gp.moveTo(gp.cursor().a, gp.nearest(gp.places(gp.cursor().a), x));
    gp.figure('norms', { lines: near, option, alt, table, alpha: true, height: (width) => (stacked(width) ? 3 * (HEIGHT + 78) : HEIGHT + 82), cursors: () => [0, 1, 2].map(every), pick });
    if (!entries) return gp.byId('entries').remove();
    gp.figure('entries', { option: entryOption, alt: entryAlt, table: entryTable, alpha: true, height: () => 58 + 19 * Math.max(entering().features.length, 1), cursors: () => [every(0)], pick });
    note();
    gp.listeners.alpha.push(note);
    gp.byId('more-entries').addEventListener('click', () => {
      more = !more;
      note();
      gp.redraw('entries');
    });
  };
})();
