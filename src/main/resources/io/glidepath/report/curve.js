/** The curve of the picked alpha: held-out error with its standard error over lambda. */
(() => {
  const { paths, run } = gp.data;

  const named = (a) => [['best', 'best', 'right'], ['one-se', 'one-se', 'left']]
    .map(([rule, text, side]) => ({ row: gp.picked('path', rule, a), text, side, line: 0 }))
    .filter(({ row }) => row !== null);

  /** The rules of this alpha, and the chosen point where none of them has it. */
  const rules = (a) => {
    const row = gp.chosenRow();
    const shown = row === null || row.a !== a || named(a).some((other) => other.row.k === row.k);
    return shown ? named(a) : [...named(a), { row, text: 'chosen', side: 'left', line: 1 }];
  };

  /**
   * Upper and lower end of the axis. Errors of hardly penalised models can be beyond all measure;
   * what is further from the best than three times the strongest penalty's error is cut off.
   */
  const reach = ({ mean, standard_error: error }) => {
    const ends = mean.flatMap((m, k) => (m === null ? [] : [m - (error[k] ?? 0), m + (error[k] ?? 0)]));
    if (ends.length === 0) return { low: 0, high: 1, cut: false };
    const defined = mean.filter((m) => m !== null);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    if (run.larger_is_better) return { low, high, cut: false };
    const cap = Math.min(...defined) + 3 * Math.abs((mean[0] ?? defined[0]) - Math.min(...defined));
    return cap > low && high > cap && cap > Math.min(...defined) ? { low, high: cap, cut: true } : { low, high, cut: false };
  };

  /** Non-zeros along the top, at as many points as have room. */
  const top = (a, bottom, width) => {
    const [xs, counts] = [gp.places(a), paths[a].nonzero];
    const every = Math.max(1, Math.ceil(xs.length / Math.max(4, Math.floor(width / 62))));
    const at = gp.range(xs.length).filter((k) => k % every === 0).map((k) => xs[k]);
    const axis = gp.axis('non-zero coefficients', { ...bottom, position: 'top', nameGap: 26 });
    axis.name = 'non-zero coefficients';
    axis.axisTick = { ...axis.axisTick, customValues: at };
    axis.axisLabel = { ...axis.axisLabel, customValues: at, formatter: (t) => gp.count(counts[gp.nearest(xs, t)]) };
    return axis;
  };

  const option = (width) => {
    const c = gp.colours();
    const { a } = gp.cursor();
    const path = paths[a];
    const xs = gp.places(a);
    const { low, high, cut } = reach(path);
    const pad = (high - low || Math.abs(high) || 1) * 0.06;
    const { factor, said } = gp.scale(Math.max(Math.abs(low), Math.abs(high)));
    const y = gp.axis(run.metric_title + said, { min: low - pad, max: high + pad, nameGap: gp.leftGap });
    y.axisLabel = { ...y.axisLabel, formatter: gp.tick(factor), showMinLabel: false, showMaxLabel: false };
    const bottom = gp.lambdaAxis([a], gp.lambdaTitle(width < 560));
    const bars = path.mean.map((m, k) => [xs[k], m === null || path.standard_error[k] === null ? NaN : m - path.standard_error[k], m === null || path.standard_error[k] === null ? NaN : Math.min(m + path.standard_error[k], high + 2 * pad)]);
    return {
      grid: { left: gp.left, right: 16, top: 50, bottom: 48 },
      xAxis: [bottom, top(a, bottom, width)], yAxis: y,
      tooltip: gp.tooltip(({ dataIndex: k }) => tip(a, k)),
      series: [
        gp.verticals(rules(a).map(({ row, text, side, line }) => ({ x: xs[row.k], text, side, row: line }))),
        ...limits(a),
        gp.errorBars(bars, { colour: c.weak, end: xs.length > 60 ? 2 : 3 }),
        { type: 'scatter', data: path.mean.map((m, k) => [xs[k], m]), symbolSize: xs.length > 60 ? 5.5 : 7, itemStyle: { color: c.l2 }, z: 4, clip: true },
      ],
      graphic: cut ? [gp.words('larger errors are cut off', width - 22, 56, { align: 'right' })] : [],
    };
  };

  /** The level under which one-se looks: the best mean and one standard error. */
  const limits = (a) => {
    const { row } = named(a)[0] ?? {};
    if (!row || row.standard_error === null) return [];
    const level = row.mean + (run.larger_is_better ? -1 : 1) * row.standard_error;
    return [gp.reference([gp.edges(a)[0], level], [gp.edges(a).at(-1), level])];
  };

  const tip = (a, k) => gp.tip(gp.alphaName(a), [
    ['λ', gp.number(paths[a].reg_param[k])], [gp.measure, gp.spread(paths[a].mean[k], paths[a].standard_error[k])], ['non-zeros', gp.count(paths[a].nonzero[k])],
  ]);

  const alt = () => {
    const { a } = gp.cursor();
    const said = rules(a).map(({ row, text }) => `${text} at lambda ${gp.number(row === null ? null : paths[a].reg_param[row.k])}: ${gp.measure} ${gp.spread(row.mean, row.standard_error)}, ${gp.plural(row.nonzero, 'non-zero')}`);
    return `Held-out ${gp.measure} over the strength of the penalty for ${gp.alphaName(a)}, with one standard error. ${said.join('; ')}.`;
  };

  const table = () => {
    const { a } = gp.cursor();
    const path = paths[a];
    return {
      head: ['λ', gp.measure, 'standard error', 'non-zeros', 'lowest fold', 'highest fold'],
      rows: path.reg_param.map((lambda, k) => {
        const folds = (path.folds?.[k] ?? []).filter((v) => v !== null);
        const ends = folds.length > 0 ? [Math.min(...folds), Math.max(...folds)] : [null, null];
        return [gp.number(lambda), gp.number(path.mean[k]), gp.number(path.standard_error[k]), gp.count(path.nonzero[k]), ...ends.map(gp.number)];
      }),
    };
  };

  gp.curve = () => {
    if (!gp.hasFolds) return gp.leaveOut('surface');
    gp.figure('curve', {
      option, alt, table, alpha: true,
      height: (width) => (width < 560 ? 320 : 380),
      cursors: () => [{ grid: 0, x: gp.places(gp.cursor().a)[gp.cursor().k] }],
      pick: (grid, x) => gp.moveTo(gp.cursor().a, gp.nearest(gp.places(gp.cursor().a), x)),
    });
  };
})();
