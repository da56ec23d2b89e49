/** Whether predictions of held-out rows are of the right size: the slope, and observed by predicted. */
(() => {
  const { calibration, run } = gp.data;

  const ROWS = ['slope', 'intercept'];
  const both = () => ROWS.filter((key) => calibration[key] !== null);

  /** A panel each for slope and intercept: dots for the folds, a bar for the mean with its error. */
  const option = (width) => {
    const c = gp.colours();
    const rows = both();
    const narrow = width < 560;
    const place = (i) => (narrow ? { left: 16, right: 16, top: 28 + i * 118, height: 46 } : { left: 12 + (i * width) / 2, width: width / 2 - 34, top: 28, height: 46 });
    const target = { slope: 1, intercept: 0 };
    const values = rows.map((key) => [...calibration[key].folds, calibration[key].mean, target[key]].filter((v) => v !== null));
    const scales = rows.map((_, i) => gp.scale(Math.max(...values[i].map(Math.abs))));
    return {
      graphic: rows.map((key, i) => gp.heading(`${key} ${gp.spread(calibration[key].mean, calibration[key].standard_error)}`, place(i).left, place(i).top - 26)),
      grid: rows.map((_, i) => place(i)),
      xAxis: rows.map((key, i) => {
        const axis = gp.axis(`${key}${scales[i].said}`, { gridIndex: i, scale: true, nameGap: 26, splitNumber: 4 });
        const [low, high] = [Math.min(...values[i]), Math.max(...values[i])];
        const pad = (high - low || 1) * 0.12;
        axis.axisLabel = { ...axis.axisLabel, formatter: gp.tick(scales[i].factor), showMinLabel: false, showMaxLabel: false };
        return { ...axis, min: low - pad, max: high + pad };
      }),
      yAxis: rows.map((_, i) => ({ type: 'value', gridIndex: i, min: -1, max: 1, show: false })),
      tooltip: gp.tooltip(({ value, seriesName }) => gp.tip(seriesName, [['value', gp.number(value[0])]])),
      series: rows.flatMap((key, i) => {
        const { mean, standard_error: error, folds } = calibration[key];
        const axes = { type: 'scatter', xAxisIndex: i, yAxisIndex: i, cursor: 'default' };
        return [
          gp.reference([target[key], -1], [target[key], 1], i),
          { ...axes, name: 'a fold', data: folds.map((v) => [v, -0.45]), symbolSize: 8, itemStyle: { color: c.soft, opacity: 0.8 } },
          gp.errorBars(mean === null || error === null ? [] : [[0.4, mean - error, mean + error]], { lying: true, grid: i, colour: c.l2, width: 2, end: 5 }),
          { ...axes, name: 'mean over folds', data: [[mean, 0.4]], symbolSize: 10, itemStyle: { color: c.l2 } },
        ];
      }),
    };
  };

  const alt = () => both().map((key) => `Calibration ${key} on held-out rows ${gp.spread(calibration[key].mean, calibration[key].standard_error)}, folds ${calibration[key].folds.map(gp.number).join(', ')}.`).join(' ');

  const table = () => ({ head: ['fold', ...both()], rows: calibration.slope.folds.map((_, f) => [String(run.folds?.[f] ?? f), ...both().map((key) => gp.number(calibration[key].folds[f]))]) });

  const deciles = () => {
    const c = gp.colours();
    const { bins } = calibration;
    const folds = bins.flatMap((b) => (b.folds ?? []).map(([p, o]) => [p, o]));
    const largest = [...folds.flat(), ...bins.flatMap((b) => [b.predicted, b.observed])].reduce((m, v) => Math.max(m, v ?? 0), 0) * 1.05 || 1;
    const axis = (title, gap) => {
      const made = gp.axis(title, { min: 0, max: largest, nameGap: gap });
      made.axisLabel = { ...made.axisLabel, showMaxLabel: false, formatter: gp.tick(1) };
      return made;
    };
    return {
      grid: { left: gp.left, right: 16, top: 12, bottom: 48 }, xAxis: axis(`predicted ${run.family === 'binomial' ? 'probability' : 'mean'}`, 32), yAxis: axis(`observed ${run.family === 'binomial' ? 'share' : 'mean'}`, gp.leftGap),
      tooltip: gp.tooltip(({ seriesIndex, dataIndex: i }) => seriesIndex === 2 && gp.tip(`tenth ${bins[i].bin + 1} of 10`, [['predicted', gp.number(bins[i].predicted)], ['observed', gp.number(bins[i].observed)], ['weight', gp.number(bins[i].weight)]])),
      series: [
        gp.reference([0, 0], [largest, largest]),
        { type: 'scatter', silent: true, data: folds, symbolSize: 5, itemStyle: { color: c.soft, opacity: 0.7 } },
        { type: 'line', data: bins.map((b) => [b.predicted, b.observed]), symbol: 'circle', symbolSize: 10, cursor: 'default', lineStyle: { color: c.l2, width: 1.5 }, itemStyle: { color: c.l2 }, z: 4 },
      ],
    };
  };

  const decilesAlt = () => `Observed against predicted in ten classes of held-out rows: ${calibration.bins.map((b) => `${gp.number(b.predicted)} predicted, ${gp.number(b.observed)} observed`).join('; ')}.`;

  /** So many tenths from the top are shown. */
  const TOP = [1, 2, 3, 5];

  const positive = () => `${run.label} = ${gp.data.baseline.positive}`;

  /** What picking the highest predictions finds; for two classes. */
  const lift = () => {
    const { lift: told } = calibration;
    if (!told) return gp.byId('lift').remove();
    gp.byId('lift-base').textContent = `Of all rows, ${gp.share(told.rate)} have ${positive()}, which counts as 1; so would rows picked at random.`;
    const rows = TOP.map((n) => told.top[n - 1]).filter((top) => top !== undefined && top.rows < 1);
    gp.byId('lift').querySelector('.scroll').append(gp.table(
      ['highest predictions', positive(), 'times the rate of all', 'share of all found'],
      rows.map((top) => [`top ${gp.share(top.rows)}`, gp.share(top.rate), gp.number(Number(top.times.toPrecision(3))), gp.share(top.found)])));
  };

  /** What rows are taken for from a predicted probability on; for two classes. */
  const confusion = () => {
    const node = gp.byId('confusion');
    if (gp.data.confusions.length === 0) return node.remove();
    const rows = gp.data.confusions.map((c, i) => {
      const all = c.true_positive + c.false_positive + c.false_negative + c.true_negative;
      const taken = c.true_positive + c.false_positive;
      return [
        `${gp.number(Number(c.threshold.toPrecision(3)))}${i === 1 ? ', the base rate' : ''}`,
        gp.share(taken / all), taken > 0 ? gp.share(c.true_positive / taken) : '–',
        gp.share(c.true_positive / (c.true_positive + c.false_negative)),
        gp.share(c.false_positive / (c.false_positive + c.true_negative)),
        gp.share((c.true_positive + c.true_negative) / all),
      ];
    });
    node.querySelector('.scroll').append(gp.table(
      ['from a predicted probability of', 'rows taken', `of them ${positive()}`, 'share of all found', 'of the others taken', 'right in all'], rows));
  };

  gp.calibration = () => {
    if (!calibration) return gp.leaveOut('calibration');
    lift();
    confusion();
    gp.figure('slope', { option, alt, table, height: (width) => (width < 560 && both().length > 1 ? 246 : 128) });
    if (!calibration.bins) return gp.byId('deciles').remove();
    gp.figure('deciles', {
      option: deciles, alt: decilesAlt, height: (width) => Math.min(width * 0.9, 440),
      table: () => ({ head: ['tenth', 'predicted', 'observed', 'weight'], rows: calibration.bins.map((b) => [String(b.bin + 1), ...[b.predicted, b.observed, b.weight].map(gp.number)]) }),
    });
  };
})();
