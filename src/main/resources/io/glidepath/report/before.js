/** Before and after: the same coefficients without penalty, under L2, under L1 and under the mix. */
(() => {
  const { before } = gp.data;
  const colour = ({ key, a }) => (key === 'weak' ? gp.colours().weak : gp.kind(a));

  /** Bars longer than three times the longest penalised one are cut off and their value is written. */
  const limit = () => {
    const longest = (series) => series.values.reduce((m, v) => Math.max(m, Math.abs(v ?? 0)), 0);
    const all = before.series.map(longest);
    const penalised = Math.max(...before.series.filter((s) => s.key !== 'weak').map(longest), 0);
    return Math.min(Math.max(...all), penalised > 0 ? 3 * penalised : Infinity) || 1;
  };

  /** Rows and columns of the small multiples. */
  const columns = (width) => (width >= 680 ? before.series.length : 2);
  const ROW = 19;
  const HEAD = 46;
  const block = () => HEAD + ROW * before.features.length + 46;

  const layout = (width) => {
    const room = gp.margin(width, before.features);
    const n = columns(width);
    const each = (width - room - 8) / n;
    return { room, place: (i) => ({ left: room + (i % n) * each, width: each - 16, top: HEAD + Math.floor(i / n) * block(), height: ROW * before.features.length, first: i % n === 0 }) };
  };

  const option = (width) => {
    const c = gp.colours();
    const { room, place } = layout(width);
    const most = limit();
    const { factor, said } = gp.scale(most);
    const x = (i) => {
      const axis = gp.axis('', { gridIndex: i, min: -most * 1.08, max: most * 1.08, interval: gp.step(most) });
      ['axisTick', 'axisLabel', 'splitLine'].forEach((part) => (axis[part] = { ...axis[part], customValues: [-gp.step(most), 0, gp.step(most)] }));
      axis.axisLabel.formatter = gp.tick(factor);
      axis.name = said.trim();
      axis.nameGap = 24;
      return axis;
    };
    const headings = (s, i) => {
      const size = width < 560 ? 11.5 : 12.5;
      const middle = place(i).left + place(i).width / 2;
      return [
        gp.heading(gp.fit(s.title, place(i).width + 10, size, true), middle, place(i).top - HEAD + 2, { align: 'center', size, colour: s.key === 'weak' ? c.muted : colour(s) }),
        gp.words(`α = ${gp.number(gp.data.alphas[s.a])}, λ = ${gp.number(s.reg_param)}`, middle, place(i).top - HEAD + 19, { align: 'center', size: 11 }),
      ];
    };
    return {
      graphic: before.series.flatMap(headings),
      grid: before.series.map((_, i) => place(i)),
      xAxis: before.series.map((_, i) => x(i)),
      yAxis: before.series.map((_, i) => gp.featureAxis(before.features, room, { gridIndex: i, axisLabel: { show: place(i).first } })),
      tooltip: gp.tooltip(({ seriesIndex, dataIndex }) => tip(Math.floor(seriesIndex / 2), dataIndex)),
      series: before.series.flatMap((s, i) => [bars(s, i, most), zeros(s, i)]),
    };
  };

  const bars = (s, i, most) => ({
    type: 'bar', xAxisIndex: i, yAxisIndex: i, barWidth: '62%',
    data: s.values.map((v) => ({
      value: v === null ? null : Math.min(Math.max(v, -most), most),
      label: { show: v !== null && Math.abs(v) > most, formatter: gp.number(v), position: v > 0 ? 'insideRight' : 'insideLeft', color: gp.colours().paper, fontSize: 10.5, lineHeight: 12 },
    })),
    itemStyle: { color: colour(s) }, cursor: 'default',
  });

  /** A ring says that a coefficient is exactly 0, not merely small. */
  const zeros = (s, i) => ({
    type: 'scatter', xAxisIndex: i, yAxisIndex: i, symbol: 'circle', symbolSize: 6, z: 4, cursor: 'default',
    data: s.values.map((v) => (v === 0 ? 0 : null)), encode: { x: 0 }, dimensions: ['x'],
    itemStyle: { color: gp.colours().paper, borderColor: colour(s), borderWidth: 1.4 },
  });

  const tip = (i, row) => gp.tip(gp.name(before.features[row]), before.series.map((s, j) => [s.title, (j === i ? '▸ ' : '') + gp.number(s.values[row])]));

  const alt = () => `Coefficients of ${gp.plural(before.features.length, 'feature')} as bars, side by side: ${before.series.map((s) => `${s.title}, ${gp.plural(s.values.filter((v) => v === 0).length, 'exact zero')}`).join('; ')}.`;

  const table = () => ({ head: ['feature', ...before.series.map((s) => s.title)], rows: before.features.map((f, i) => [gp.name(f), ...before.series.map((s) => gp.number(s.values[i]))]) });

  /** What L1 set to zero, by name; the long tail on demand. */
  const zeroed = () => {
    const { zeroed: gone } = before;
    const node = gp.byId('zeroed');
    if (!gone || gone.count === 0) return node.remove();
    const list = (from, to) => gp.el('ul', { class: 'names' }, ...gone.features.slice(from, to).map((f) => gp.el('li', { text: gp.name(f), title: gp.name(f) })));
    node.append(gp.el('p', {}, gp.el('strong', { text: `Pure L1 at its best sets ${gp.count(gone.count)} of ${gp.count(gp.data.run.columns)} coefficients to zero.` }), ' Those that are largest under L2 come first:'), list(0, 12));
    if (gone.features.length > 12) {
      const beyond = gone.count - gone.features.length;
      node.append(gp.el('details', {}, gp.el('summary', { text: `${gp.count(gone.features.length - 12)} more` }), list(12), beyond > 0 ? gp.el('p', { text: `and ${gp.count(beyond)} others.` }) : null));
    }
  };

  gp.before = () => {
    if (!before || before.series.length === 0) return gp.leaveOut('before');
    gp.figure('bars', { option, alt, table, height: (width) => block() * Math.ceil(before.series.length / columns(width)) });
    zeroed();
  };
})();
