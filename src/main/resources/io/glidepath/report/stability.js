/** Which features the models of the folds agree on, and which stand in for each other. */
(() => {
  const { stability, alphas, paths, run } = gp.data;
  let at = 0;
  const ROW = 19;

  const point = () => stability.points[at];

  const option = (width) => {
    const c = gp.colours();
    const p = point();
    const room = gp.margin(width, p.features);
    const half = (width - room - 44) / 2;
    const ends = p.mean.flatMap((v, i) => [-1, 1].map((side) => (v ?? 0) + side * (p.standard_deviation[i] ?? 0)));
    const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    const pad = (high - low || 1) * 0.05;
    const { factor, said } = gp.scale(Math.max(-low, high));
    const kept = gp.axis(width < 560 ? 'kept by, %' : 'share of fold models that keep it', { gridIndex: 0, min: 0, max: 1, nameGap: 30, interval: width < 560 ? 0.5 : 0.25 });
    kept.axisLabel = { ...kept.axisLabel, formatter: (v) => (width < 560 ? String(v * 100) : gp.percent(v)) };
    const mean = gp.axis(`${width < 560 ? 'coefficient' : 'coefficient, mean ± sd over folds'}${said}`, { gridIndex: 1, splitNumber: width < 560 ? 2 : 4, min: low - pad, max: high + pad });
    mean.axisLabel = { ...mean.axisLabel, formatter: gp.tick(factor), showMinLabel: false, showMaxLabel: false };
    const grid = { top: 6, bottom: 46, width: half - 6 };
    return {
      grid: [{ ...grid, left: room }, { ...grid, left: room + half + 30 }],
      xAxis: [kept, mean],
      yAxis: [gp.featureAxis(p.features, room, { gridIndex: 0 }), gp.featureAxis(p.features, room, { gridIndex: 1, axisLabel: { show: false } })],
      tooltip: gp.tooltip(({ dataIndex: i }) => tip(i)),
      series: [
        { type: 'bar', xAxisIndex: 0, yAxisIndex: 0, barWidth: 2, silent: true, data: p.kept, itemStyle: { color: c.soft } },
        { type: 'scatter', xAxisIndex: 0, yAxisIndex: 0, symbolSize: 9, data: p.kept.map((v, i) => [v, i]), itemStyle: { color: c.l2 }, z: 4, cursor: 'default', clip: false },
        gp.reference([0, 0], [0, p.features.length - 1], 1),
        gp.errorBars(p.mean.map((m, i) => [i, m - p.standard_deviation[i], m + p.standard_deviation[i]]).filter((_, i) => p.mean[i] !== null && p.standard_deviation[i] !== null), { lying: true, colour: c.soft, grid: 1, width: 1.5 }),
        { type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 7, data: p.mean.map((v, i) => [v, i]), itemStyle: { color: c.mix }, z: 4, cursor: 'default' },
      ],
    };
  };

  const tip = (i) => gp.tip(gp.name(point().features[i]), [['kept by', gp.percent(point().kept[i])], ['coefficient', gp.spread(point().mean[i], point().standard_deviation[i])]]);

  const alt = () => {
    const p = point();
    const sure = p.histogram.at(-1);
    return `Share of fold models that keep each feature and the spread of its coefficient, at the point called ${p.title}: ${gp.plural(p.features.length, 'feature')} shown, the first ${p.features.slice(0, 5).map((f, i) => `${gp.name(f)} ${gp.percent(p.kept[i])}`).join(', ')}; in the last class, above 90 per cent, ${gp.count(sure)}.`;
  };

  const table = () => {
    const p = point();
    return { head: ['feature', 'kept by', 'mean', 'standard deviation'], rows: p.features.map((f, i) => [gp.name(f), gp.percent(p.kept[i]), gp.number(p.mean[i]), gp.number(p.standard_deviation[i])]) };
  };

  const CLASSES = ['0%', '≤10', '≤20', '≤30', '≤40', '≤50', '≤60', '≤70', '≤80', '≤90', '≤100%'];

  const agreement = (width) => {
    const c = gp.colours();
    const x = gp.axis('kept by so many of the fold models', { type: 'category', data: CLASSES, splitLine: { show: false } });
    x.axisTick = { show: false };
    x.axisLabel = { ...x.axisLabel, interval: width < 520 ? 4 : 0 };
    return {
      grid: { left: gp.left, right: 14, top: 22, bottom: 46 }, xAxis: x, yAxis: gp.axis('features', { minInterval: 1, splitNumber: 3, nameGap: gp.leftGap }),
      tooltip: gp.tooltip(({ dataIndex: i }) => gp.tip(i === 0 ? 'kept by no fold model' : `kept by ${i * 10 - 10} to ${i * 10}% of the fold models`, [['features', gp.count(point().histogram[i])]])),
      series: [{ type: 'bar', barWidth: '78%', cursor: 'default', data: point().histogram.map((n, i) => ({ value: n, itemStyle: { color: i === 0 || i === 10 ? c.l2 : c.l1 } })), label: { show: true, position: 'top', color: c.muted, fontSize: 11, lineHeight: 13, formatter: ({ value }) => (value > 0 ? gp.count(value) : '') } }],
    };
  };

  const agreementAlt = () => `How many features are kept by how many fold models: none ${gp.count(point().histogram[0])}, some ${gp.count(point().histogram.slice(1, 10).reduce((s, n) => s + n, 0))}, more than 90 per cent ${gp.count(point().histogram[10])}.`;

  const choose = () => {
    const { a, k } = point();
    gp.byId('stability-point').textContent = `${gp.alphaName(a)}, λ = ${gp.number(paths[a].reg_param[k])}, ${gp.plural(paths[a].nonzero[k], 'non-zero')}`;
    gp.byId('stability-points').replaceChildren(...stability.points.map((p, i) => gp.el('label', {},
      gp.el('input', { type: 'radio', name: 'stability', value: i, checked: i === at, on: { change: () => turn(i) } }), gp.el('span', { text: p.title, title: `α = ${gp.number(alphas[p.a])}` }))));
  };

  const turn = (i) => {
    at = i;
    const { a, k } = point();
    gp.byId('stability-point').textContent = `${gp.alphaName(a)}, λ = ${gp.number(paths[a].reg_param[k])}, ${gp.plural(paths[a].nonzero[k], 'non-zero')}`;
    gp.redraw('kept');
    gp.redraw('agreement');
  };

  const share = (value) => {
    const bar = gp.el('i', { class: 'share' });
    bar.style.width = `${Math.round((value ?? 0) * 56)}px`;
    return gp.el('span', { class: 'share-cell' }, bar, gp.percent(value));
  };

  /** Only what is an exact copy has a correlation of 1. */
  const correlation = (r, copies) => (gp.number(r) === '1' && !copies ? 'above 0.9999' : gp.number(r));

  /** Tells exact copies, which are fitted as one, from columns that are merely alike. */
  const closeness = (g) => {
    const which = g.copies === g.members ? '' : `${gp.count(g.copies)} of them `;
    if (g.copies > 0) return `; ${which}exact copies up to a factor, which share one coefficient equally`;
    return Math.abs(g.largest) >= 0.999 ? '; nearly equal, but no exact copies: how the weight is split between them means little' : '';
  };

  const group = (g) => {
    const [low, high] = [g.smallest, g.largest].map((r) => correlation(Math.abs(r), g.copies > 0));
    const sign = g.largest < 0 && g.smallest < 0 ? ', negative' : g.largest < 0 || g.smallest < 0 ? ', in part negative' : '';
    const text = low === high ? high : `${low} to ${high}`;
    return gp.el('div', { class: 'group' }, gp.el('p', {}, 'correlation ', gp.el('b', { text }), `${sign}${closeness(g)}`),
      gp.table(['column', 'kept by', 'coefficient'], g.features.map((f, i) => [gp.el('span', { class: 'feature', text: gp.name(f) }), share(g.kept[i]), gp.number(g.mean[i])])));
  };

  const groups = () => {
    const node = gp.byId('groups');
    if (stability.groups.length === 0) return node.append(gp.el('p', { text: 'No columns are so strongly correlated that they could stand in for each other.' }));
    node.append(gp.el('div', { class: 'group-list' }, ...stability.groups.map(group)));
    if (stability.groups_left_out > 0) node.append(gp.el('p', { class: 'note', text: `${gp.plural(stability.groups_left_out, 'further group')} not shown; ${gp.plural(stability.pairs, 'pair')} of columns are that strongly correlated.` }));
  };

  gp.stability = () => {
    if (!stability) return gp.leaveOut('stability');
    choose();
    const folds = run.folds_each;
    gp.byId('shared-rows').textContent = folds > 2 ? `With ${folds} folds, any two of these models${run.folds && run.folds.length > folds ? ' of one repeat' : ''} have ${gp.percent((folds - 2) / (folds - 1))} of their rows in common.` : '';
    gp.figure('kept', { option, alt, table, height: () => 54 + ROW * Math.max(point().features.length, 1) });
    gp.figure('agreement', { option: agreement, alt: agreementAlt, height: () => 210, table: () => ({ head: ['kept by', 'features'], rows: point().histogram.map((n, i) => [CLASSES[i], gp.count(n)]) }) });
    groups();
  };
})();
