/** The map: one row an alpha, one cell a lambda, coloured by how far the error is from the best. */
(() => {
  const { alphas, paths, run } = gp.data;
  /** Beyond so many standard errors above the best all is of one colour. */
  const FAR = 5;
  const best = gp.picked('surface', 'best');

  /** Distance from the best point in its standard errors; null where the error is not defined. */
  const excess = (a, k) => {
    const mean = paths[a].mean?.[k] ?? null;
    if (mean === null) return null;
    const worse = run.larger_is_better ? best.mean - mean : mean - best.mean;
    return best.standard_error > 0 ? Math.max(worse, 0) / best.standard_error : worse > 0 ? FAR : 0;
  };

  /** The root stretches the neighbourhood of the best. */
  const share = (e) => Math.sqrt(Math.min(e, FAR) / FAR);

  const cells = alphas.flatMap((_, a) => gp.range(gp.points(a)).map((k) => ({ a, k, e: best ? excess(a, k) : null })));

  const spread = ({ a, k }) => {
    const folds = (paths[a].folds?.[k] ?? []).filter((v) => v !== null);
    if (folds.length === 0) return null;
    const [low, high] = [Math.min(...folds), Math.max(...folds)];
    const x = (v) => 6 + (168 * (v - low)) / (high - low || 1);
    const strip = gp.svg('svg', { viewBox: '0 0 180 22', width: 180, height: 22, class: 'strip' }, gp.svg('line', { x1: 2, x2: 178, y1: 11, y2: 11 }),
      ...folds.map((v) => gp.svg('circle', { cx: x(v), cy: 11, r: 4 })));
    return gp.el('div', { class: 'folds' }, gp.el('span', { text: `${folds.length} folds: ${gp.number(low)} to ${gp.number(high)}` }), strip);
  };

  const tip = (cell) => {
    const path = paths[cell.a];
    return gp.tip(gp.alphaName(cell.a), [
      ['λ', gp.number(path.reg_param[cell.k])],
      [gp.measure, gp.spread(path.mean?.[cell.k] ?? null, path.standard_error?.[cell.k] ?? null)],
      ['from the best', cell.e === null ? '–' : `${gp.number(cell.e)} s.e.`],
      ['non-zeros', gp.count(path.nonzero[cell.k])],
    ], spread(cell));
  };

  /** A cell, its edge where the region within one standard error ends. */
  const draw = (params, api) => {
    const { a, k, e } = cells[params.dataIndex];
    const edges = gp.edges(a);
    const [x1, y1] = api.coord([edges[k], a + 0.5]);
    const [x2, y2] = api.coord([edges[k + 1], a - 0.5]);
    const inside = (b, j) => b >= 0 && b < alphas.length && j >= 0 && j < gp.points(b) && (excess(b, j) ?? FAR) <= 1;
    const c = gp.colours();
    const rect = { type: 'rect', shape: { x: Math.min(x1, x2), y: Math.min(y1, y2) + 1, width: Math.abs(x2 - x1) + 0.4, height: Math.abs(y2 - y1) - 2 }, style: { fill: e === null ? c.line : gp.viridisAt(share(e)) } };
    const side = (x, shown) => (shown ? [{ type: 'line', silent: true, z2: 5, shape: { x1: x, x2: x, y1: rect.shape.y, y2: rect.shape.y + rect.shape.height }, style: { stroke: c.paper, lineWidth: 2 } }] : []);
    return { type: 'group', children: [rect, ...side(x1, inside(a, k) && !inside(a, k - 1)), ...side(x2, inside(a, k) && !inside(a, k + 1))] };
  };

  const RULES = [['best', 'best', 'circle'], ['one-se', 'one-se', 'diamond'], ['sparsest-one-se', 'sparsest', 'triangle']];
  const marked = () => RULES.map(([rule, text, symbol]) => ({ row: gp.picked('surface', rule), text, symbol })).filter(({ row }) => row !== null);

  const marks = () => marked().map(({ row, text, symbol }) => ({
    type: 'scatter', silent: true, symbol, symbolSize: symbol === 'diamond' ? 13 : 11, z: 6, data: [[gp.places(row.a)[row.k], row.a]],
    itemStyle: { color: '#ffffff', borderColor: '#14181d', borderWidth: 1.6 },
    label: { show: true, formatter: text, position: row.rule === 'best' ? 'right' : 'left', color: '#14181d', fontSize: 11.5, fontWeight: 600, textBorderWidth: 0, backgroundColor: 'rgba(255,255,255,0.88)', lineHeight: 13, padding: [2, 5], borderRadius: 3, distance: 6 },
  }));

  const option = (width) => {
    const y = gp.axis('mix α: L2 at 0, L1 at 1', { min: -0.5, max: alphas.length - 0.5, nameGap: gp.leftGap, splitLine: { show: false } });
    const every = Math.ceil(alphas.length / 24);
    const at = gp.range(alphas.length).filter((a) => a % every === 0);
    y.axisTick = { show: false };
    y.axisLine = { show: false };
    y.axisLabel = { ...y.axisLabel, customValues: at, formatter: (v) => gp.number(alphas[Math.round(v)]) };
    return {
      grid: { left: gp.left, right: 14, top: 10, bottom: 48 },
      xAxis: gp.lambdaAxis(gp.range(alphas.length), gp.lambdaTitle(width < 560)), yAxis: y,
      tooltip: gp.tooltip(({ dataIndex, seriesIndex }) => (seriesIndex === 0 ? tip(cells[dataIndex]) : null)),
      series: [{ type: 'custom', renderItem: draw, data: cells.map(({ a, k }) => [gp.places(a)[k], a]), cursor: 'pointer', progressive: 0 }, ...marks()],
    };
  };

  const alt = () => `Map of the held-out ${gp.measure} over mix and strength. ${marked().map(({ row, text }) => `${text}: ${gp.alphaName(row.a)}, lambda ${gp.number(paths[row.a].reg_param[row.k])}, ${gp.measure} ${gp.spread(row.mean, row.standard_error)}, ${gp.plural(row.nonzero, 'non-zero')}`).join('; ')}.`;

  const table = () => ({
    head: ['α', 'λ', gp.measure, 'standard error', 'from the best, s.e.', 'non-zeros'],
    rows: cells.map(({ a, k, e }) => [gp.number(alphas[a]), ...[paths[a].reg_param[k], paths[a].mean?.[k] ?? null, paths[a].standard_error?.[k] ?? null, e].map(gp.number), gp.count(paths[a].nonzero[k])]),
  });

  const legend = () => {
    const bar = gp.el('div', { class: 'ramp', 'aria-hidden': 'true' });
    gp.range(60).forEach((i) => {
      const step = gp.el('i');
      step.style.backgroundColor = gp.viridisAt(share((FAR * i) / 59));
      bar.append(step);
    });
    const labels = gp.el('div', { class: 'ramp-labels' }, ...gp.range(FAR + 1).map((e) => gp.el('span', { text: e === 0 ? 'best' : e === FAR ? `${e} s.e. and more` : String(e) })));
    gp.byId('surface-legend').append(gp.el('span', { text: `${gp.measure} ${run.larger_is_better ? 'below' : 'above'} the best, in standard errors of the best` }), bar, labels);
  };

  gp.surface = () => {
    if (!best) return gp.byId('map').remove();
    legend();
    gp.figure('map', {
      option, alt, table,
      height: () => 58 + Math.min(460, alphas.length * (alphas.length < 6 ? 44 : 30)),
      cursors: () => {
        const { a, k } = gp.cursor();
        const edges = gp.edges(a);
        return [{ grid: 0, x: 0, box: [edges[0], a + 0.5, edges.at(-1), a - 0.5] }, { grid: 0, x: 0, box: [edges[k], a + 0.5, edges[k + 1], a - 0.5] }];
      },
      pick: (grid, x, y) => {
        const a = Math.min(Math.max(Math.round(y), 0), alphas.length - 1);
        gp.moveTo(a, gp.nearest(gp.places(a), x));
      },
    });
  };
})();
