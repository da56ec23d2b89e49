/** What the strength does to the weights: their distribution at a weak, the chosen and a strong lambda. */
(() => {
  const distribution = gp.data.before?.distribution ?? null;
  const TITLES = { weak: 'Weak penalty', chosen: 'Chosen', strong: 'Strong penalty' };
  const { columns } = gp.data.run;
  const stacked = (width) => width < 640;
  const HEIGHT = 190;

  const place = (width, i, n) => {
    if (stacked(width)) return { left: 46, right: 12, top: 62 + i * (HEIGHT + 126), height: HEIGHT };
    const each = (width - 46) / n;
    return { left: 46 + i * each, width: each - 18, top: 62, height: HEIGHT };
  };

  const outside = (s) => [s.below > 0 ? `${gp.count(s.below)} below` : '', s.above > 0 ? `${gp.count(s.above)} above` : ''].filter((t) => t !== '').join(', ');
  const nonzero = (s) => s.counts.reduce((sum, n) => sum + n, 0) + s.below + s.above;
  const summary = (s) => `${gp.count(nonzero(s))} non-zero, ${gp.count(s.zeros)} exactly 0`;

  const option = (width) => {
    const { series, edges } = distribution;
    const most = gp.round(Math.max(1, ...series.map((s) => Math.max(...s.counts))));
    const { factor, said } = gp.scale(Math.max(Math.abs(edges[0]), Math.abs(edges.at(-1))));
    const left = (i) => place(width, i, series.length).left;
    const top = (i) => place(width, i, series.length).top;
    return {
      graphic: series.flatMap((s, i) => [gp.heading(`${TITLES[s.key] ?? s.key}, λ = ${gp.number(s.reg_param)}`, left(i), top(i) - 60), gp.words(summary(s), left(i), top(i) - 43)]),
      grid: series.map((_, i) => place(width, i, series.length)),
      xAxis: series.map((s, i) => {
        const axis = gp.axis(`coefficient${said}`, { gridIndex: i, min: edges[0], max: edges.at(-1), splitLine: { show: false } });
        const step = gp.step(Math.max(Math.abs(edges[0]), Math.abs(edges.at(-1))));
        ['axisTick', 'axisLabel'].forEach((part) => (axis[part] = { ...axis[part], customValues: [-step, 0, step] }));
        axis.axisLabel.formatter = gp.tick(factor);
        return axis;
      }),
      yAxis: series.map((_, i) => {
        const axis = gp.axis('', { gridIndex: i, max: most, interval: most % 4 ? most / 2 : most / 4 });
        axis.axisLabel = { ...axis.axisLabel, show: i === 0 || stacked(width) };
        return axis;
      }),
      tooltip: gp.tooltip(({ seriesIndex, dataIndex }) => seriesIndex % 2 === 0 && gp.tip(`${gp.number(edges[dataIndex])} to ${gp.number(edges[dataIndex + 1])}`, [['coefficients', gp.count(series[seriesIndex / 2].counts[dataIndex])]])),
      series: series.flatMap((s, i) => [histogram(s, i), share(s, i)]),
    };
  };

  const histogram = (s, i) => ({
    type: 'custom', xAxisIndex: i, yAxisIndex: i, data: s.counts.map((n, b) => [distribution.edges[b], n, distribution.edges[b + 1]]), encode: { x: [0, 2], y: 1 }, cursor: 'default',
    renderItem: (params, api) => {
      const [x1, y1] = api.coord([api.value(0), api.value(1)]);
      const [x2, y2] = api.coord([api.value(2), 0]);
      return { type: 'rect', shape: { x: x1, y: y1, width: Math.max(x2 - x1 - 1, 1), height: y2 - y1 }, style: { fill: s.key === 'chosen' ? gp.kind(s.a) : gp.colours().bar } };
    },
  });

  /** The thin bar above a panel: the share of non-zero coefficients, the rest being exact zeros. */
  const share = (s, i) => ({
    type: 'custom', silent: true, clip: false, xAxisIndex: i, yAxisIndex: i, data: [[distribution.edges[0], 0]],
    renderItem: (params) => {
      const { x, y, width } = params.coordSys;
      const c = gp.colours();
      const bar = (w, fill) => ({ type: 'rect', shape: { x, y: y - 18, width: w, height: 6, r: 2 }, style: { fill } });
      const beyond = outside(s) === '' ? [] : [{ type: 'text', x: x + width, y: y + 4, style: { text: outside(s), fill: c.muted, align: 'right', lineHeight: 13, font: `11px ${gp.font}` } }];
      return { type: 'group', children: [bar(width, c.line), bar((width * nonzero(s)) / Math.max(nonzero(s) + s.zeros, 1), s.key === 'chosen' ? gp.kind(s.a) : c.bar), ...beyond] };
    },
  });

  const alt = () => `Histograms of the non-zero coefficients of ${gp.plural(columns, 'column')}: ${distribution.series.map((s) => `${TITLES[s.key] ?? s.key}, lambda ${gp.number(s.reg_param)}: ${summary(s)}`).join('; ')}.`;

  const table = () => ({
    head: ['from', 'to', ...distribution.series.map((s) => TITLES[s.key] ?? s.key)],
    rows: [
      ['exactly 0', '', ...distribution.series.map((s) => gp.count(s.zeros))],
      ['', gp.number(distribution.edges[0]), ...distribution.series.map((s) => gp.count(s.below))],
      ...distribution.edges.slice(1).map((to, b) => [gp.number(distribution.edges[b]), gp.number(to), ...distribution.series.map((s) => gp.count(s.counts[b]))]),
      [gp.number(distribution.edges.at(-1)), '', ...distribution.series.map((s) => gp.count(s.above))],
    ],
  });

  gp.weights = () => {
    if (!distribution) return gp.byId('weights')?.remove();
    const height = (width) => (stacked(width) ? distribution.series.length * (HEIGHT + 126) - 10 : HEIGHT + 62 + 46);
    gp.figure('weights', { option, alt, table, height });
  };
})();
