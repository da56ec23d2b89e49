/** Beside the answer: its key figures. Below it: the chosen model and others compared pair by pair. */
(() => {
  const { run, alphas, paths, baseline } = gp.data;

  const keyFigure = (what, value, note) =>
    gp.el('div', {}, gp.el('dt', { text: what }), gp.el('dd', {}, gp.el('b', { text: value }), gp.el('small', { text: note })));

  const chosenFigures = (chosen) => {
    const alpha = alphas[chosen.a];
    const lambda = paths[chosen.a].reg_param[chosen.k];
    const kind = alpha === 0 ? 'pure L2, ridge' : alpha === 1 ? 'pure L1, lasso' : `${gp.percent(alpha)} L1, the rest L2`;
    return [
      keyFigure('Mix α', gp.number(alpha), kind),
      keyFigure('Strength λ', gp.number(lambda), `step ${chosen.k + 1} of ${gp.points(chosen.a)}, from the strongest`),
      keyFigure('Columns kept', gp.count(chosen.nonzero), `of ${gp.count(run.columns)}`),
      keyFigure(`Expected ${gp.measure}`, gp.number(chosen.mean), `± ${gp.number(chosen.standard_error)}, ${run.metric_title}`),
      ...explained(chosen),
      ...label(chosen),
    ];
  };

  const squared = run.metric_title === 'mean squared error';

  /** On held-out rows where the metric is a loss; else what the fit itself explains. */
  const explained = (chosen) => {
    const fitted = paths[chosen.a].deviance_ratio[chosen.k];
    if (baseline.explained !== null) return [keyFigure('Explained', gp.share(Math.max(baseline.explained, 0)), squared ? 'R²: of the variance, on held-out rows' : 'of the loss without columns, on held-out rows')];
    return fitted === null ? [] : [keyFigure('Explained', gp.share(fitted), 'of the deviance, on the rows fitted: a little too much')];
  };

  /** What the label is like, beside which the error is to be read. */
  const label = (chosen) => {
    if (baseline.positive !== null && baseline.mean !== null) return [keyFigure('Base rate', gp.share(baseline.mean), `of the rows have ${run.label} = ${baseline.positive}, which counts as 1`)];
    if (baseline.mean !== null) return [keyFigure('Mean of the label', gp.number(baseline.mean), `mean of ${run.label}`)];
    if (baseline.spread === null) return [];
    const error = squared ? `; typical error ${gp.number(Math.sqrt(chosen.mean))}` : '';
    return [keyFigure('Spread of the label', gp.number(baseline.spread), `standard deviation of ${run.label}${error}`)];
  };

  const surfaceFigures = () => [
    keyFigure('Mixes α', gp.count(alphas.length), `${gp.number(alphas[0])} to ${gp.number(alphas.at(-1))}`),
    keyFigure('Models', gp.count(paths.reduce((sum, path) => sum + path.reg_param.length, 0)), 'one for each α and λ'),
    keyFigure('Columns', gp.count(run.columns), 'of the design'),
    keyFigure('Rows', gp.count(run.rows), 'without folds: nothing is held out'),
  ];

  gp.answer = () => {
    const chosen = gp.chosenRow();
    gp.byId('key-figures').append(...(chosen ? chosenFigures(chosen) : surfaceFigures()));
    repeats();
    if (drawn.length === 0) return gp.byId('comparison').remove();
    gp.figure('comparison', { option, alt, table, height: (width) => 64 + (narrow(width) ? 42 : 34) * drawn.length });
  };

  const WORDS = { chosen: 'chosen', best: 'best', l2: 'L2', l1: 'L1', mix: 'mix', none: 'no shrinkage', null: 'no columns' };
  const pair = (c) => `${WORDS[c.left]} − ${WORDS[c.right]}`;

  // The model without columns is so far from the others that beside it nothing else could be read;
  // the best beside no shrinkage says little that the chosen one does not.
  const drawn = (gp.data.comparison ?? []).filter((c) => c.right !== 'null' && c.left !== 'best' && c.finding !== 'same');

  const FINDINGS = {
    same: () => 'the same model',
    left_better: (c) => `${WORDS[c.left]} better`,
    right_better: (c) => `${WORDS[c.right]} better`,
    too_small: () => 'too small to matter',
    equal: () => 'as good',
    undecided: () => 'no more than chance',
  };
  const verdict = (c) => (c.difference === null ? 'not defined' : FINDINGS[c.finding](c));
  const ends = (c) => [c.left_at_end && WORDS[c.left], c.right_at_end && WORDS[c.right]].filter(Boolean).join(', ');

  const alt = () => `Differences in held-out ${gp.measure}, with two corrected standard errors: ${drawn.map((c) => `${pair(c)} ${gp.spread(c.difference, c.corrected)}, ${verdict(c)}`).join('; ')}.`;

  const table = () => ({
    head: ['pair', 'difference', 'standard error', 'corrected', 'folds', 'verdict', 'grid ends at'],
    rows: gp.data.comparison.map((c) => [pair(c), gp.number(c.difference), gp.number(c.standard_error), gp.number(c.corrected), String(c.folds), verdict(c), ends(c)]),
  });

  const repeats = () => {
    const node = gp.byId('repeats');
    if (gp.data.repeats.length === 0) return node.remove();
    const others = ['L2', 'L1', 'MIX', 'NONE'].filter((member) => gp.data.repeats.some((r) => r.standing[member]));
    const head = ['repeat', 'mix α', 'strength λ', 'columns', run.metric_title, ...others.map((member) => `against ${WORDS[member.toLowerCase()]}`)];
    const rows = gp.data.repeats.map((r, i) => [String(i + 1), gp.number(r.alpha), gp.number(r.lambda), gp.count(r.nonzero), gp.number(r.mean), ...others.map((member) => r.standing[member] ?? '')]);
    node.querySelector('.scroll').append(gp.table(head, rows, (i) => i < 5));
  };

  /** Where there is no room at the right, a verdict stands under its pair. */
  const narrow = (width) => width < 560;

  const option = (width) => {
    const c = gp.colours();
    const comparison = drawn;
    const small = narrow(width);
    const lefts = comparison.map((r) => (small ? `${pair(r)}\n${verdict(r)}` : pair(r)));
    const reach = Math.max(...comparison.map((r) => Math.abs(r.difference ?? 0) + 2 * (r.corrected ?? 0))) * 1.1 || 1;
    const { factor, said } = gp.scale(reach);
    const better = small ? '' : `; ${run.larger_is_better ? 'above' : 'below'} 0 the first is better`;
    const x = gp.axis(`difference in ${small ? gp.measure : run.metric_title}${said}${better}`, { min: -reach, max: reach });
    x.axisLabel = { ...x.axisLabel, formatter: gp.tick(factor), showMinLabel: false, showMaxLabel: false };
    const y = gp.axis('', { type: 'category', inverse: true, data: lefts, splitLine: { show: false } });
    y.axisLabel = { ...y.axisLabel, color: c.ink, align: 'right', interval: 0, hideOverlap: false };
    const room = lefts.flatMap((text) => text.split('\n')).reduce((m, text) => Math.max(m, gp.textWidth(text, 12)), 0) + 14;
    const right = gp.axis('', { type: 'category', inverse: true, position: 'right', data: comparison.map(verdict), splitLine: { show: false } });
    [y, right].forEach((axis) => Object.assign(axis, { axisTick: { show: false }, axisLine: { show: false } }));
    right.axisLabel = { ...right.axisLabel, show: !small, hideOverlap: false, interval: 0 };
    const bars = comparison.map((r, i) => [i, r.difference - 2 * r.corrected, r.difference + 2 * r.corrected]).filter((_, i) => comparison[i].difference !== null && comparison[i].corrected !== null);
    return {
      grid: { left: room, right: small ? 12 : 150, top: 8, bottom: 50, containLabel: false },
      xAxis: x, yAxis: [y, right],
      tooltip: gp.tooltip(({ dataIndex: i }) => gp.tip(pair(comparison[i]), [['difference', gp.number(comparison[i].difference)], ['corrected standard error', gp.number(comparison[i].corrected)], ['', verdict(comparison[i])]])),
      series: [
        gp.reference([0, 0], [0, comparison.length - 1]),
        gp.errorBars(bars, { lying: true, colour: c.l2, width: 1.5, end: 4 }),
        { type: 'scatter', data: comparison.map((r, i) => [r.difference, i]), symbolSize: 9, itemStyle: { color: c.l2 }, cursor: 'default' },
      ],
    };
  };
})();
