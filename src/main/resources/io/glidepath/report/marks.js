/** Shapes that several charts draw by themselves: error bars, dotted verticals, spread-out names. */
(() => {
  const line = (x1, y1, x2, y2, style) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { lineWidth: 1, ...style } });

  /** Bars from low to high with short ends. Rows are [x, low, high], or [y, low, high] if lying. */
  gp.errorBars = (rows, { lying = false, colour, grid = 0, end = 3, width = 1, z = 2 }) => ({
    type: 'custom', silent: true, xAxisIndex: grid, yAxisIndex: grid, data: rows, z, clip: true,
    encode: lying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      if (Number.isNaN(api.value(1)) || Number.isNaN(api.value(2))) return null;
      const point = (value) => (lying ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]));
      const [from, to] = [point(api.value(1)), point(api.value(2))];
      const style = { stroke: colour, lineWidth: width };
      const cap = ([x, y]) => (lying ? line(x, y - end, x, y + end, style) : line(x - end, y, x + end, y, style));
      return { type: 'group', children: [line(...from, ...to, style), cap(from), cap(to)] };
    },
  });

  /** Dotted verticals with a word beside their top: [{x, text, side: 'left' | 'right', row}]. */
  gp.verticals = (marks, grid = 0) => ({
    type: 'custom', silent: true, xAxisIndex: grid, yAxisIndex: grid, z: 1, data: marks.map(({ x }) => [x, 0]),
    encode: { x: 0, y: -1 },
    renderItem: (params, api) => {
      const { text, side, row = 0 } = marks[params.dataIndex];
      const area = params.coordSys;
      const x = api.coord([marks[params.dataIndex].x, 0])[0];
      const c = gp.colours();
      return {
        type: 'group',
        children: [
          line(x, area.y, x, area.y + area.height, { stroke: c.muted, lineDash: [2, 3] }),
          {
            type: 'text', x: x + (side === 'left' ? -5 : 5), y: area.y + 6 + 15 * row,
            style: { text, fill: c.muted, font: `11.5px ${gp.font}`, lineHeight: 14, align: side === 'left' ? 'right' : 'left', stroke: c.paper, lineWidth: 3 },
          },
        ],
      };
    },
  });

  /** Words on a chart, at a place in pixels; a list of them is the option `graphic`. */
  gp.words = (text, x, y, { size = 11.5, bold = false, colour = gp.colours().muted, align = 'left' } = {}) => ({
    type: 'text', silent: true, x, y, style: { text, fill: colour, font: `${bold ? 600 : 400} ${size}px ${gp.font}`, lineHeight: 1.25 * size, align, verticalAlign: 'top' },
  });

  /** The heading of one panel among several. */
  gp.heading = (text, x, y, more = {}) => gp.words(text, x, y, { size: 12.5, bold: true, colour: gp.colours().ink, ...more });

  /** A straight reference line from one point of the axes to another. */
  gp.reference = (from, to, grid = 0) => ({
    type: 'line', silent: true, symbol: 'none', xAxisIndex: grid, yAxisIndex: grid, data: [from, to], z: 1,
    lineStyle: { color: gp.colours().muted, width: 1, type: [4, 4] },
  });

  /** Moves positions apart so that neighbours differ by `gap`, within [low, high]; order is kept. */
  gp.apart = (positions, gap, low, high) => {
    const order = gp.range(positions.length).sort((i, j) => positions[i] - positions[j]);
    const y = positions.slice();
    order.forEach((i, n) => (y[i] = Math.max(y[i], n === 0 ? low : y[order[n - 1]] + gap)));
    order.reverse().forEach((i, n) => (y[i] = Math.min(y[i], n === 0 ? high : y[order[n - 1]] - gap)));
    return y;
  };

  /** Names at the right of a chart, each joined to the end of its line: [{x, y, text, colour, bold}]. */
  gp.names = (ends, width) => ({
    type: 'custom', silent: true, clip: false, z: 3, data: ends.length > 0 ? [[ends[0].x, ends[0].y]] : [],
    renderItem: (params, api) => {
      const area = params.coordSys;
      const right = area.x + area.width;
      const at = ends.map(({ x, y }) => api.coord([x, y]));
      const gap = Math.min(15, area.height / Math.max(ends.length - 1, 1));
      const ys = gp.apart(at.map(([, y]) => y), gap, area.y + 4, area.y + area.height - 4);
      return {
        type: 'group',
        children: ends.flatMap(({ text, colour, bold }, i) => [
          { type: 'polyline', shape: { points: [at[i], [right + 6, at[i][1]], [right + 16, ys[i]], [right + 20, ys[i]]] }, style: { stroke: colour, lineWidth: 0.8, fill: null, opacity: 0.7 } },
          { type: 'text', x: right + 23, y: ys[i], style: { text: gp.fit(text, width - 30, 11.5, bold), fill: colour, font: `${bold ? 600 : 400} 11.5px ${gp.font}`, lineHeight: 14, verticalAlign: 'middle' } },
        ]),
      };
    },
  });

  /** A category axis of feature names, the first at the top. */
  gp.featureAxis = (features, room, more = {}) => {
    const axis = gp.axis('', { type: 'category', data: gp.range(features.length), inverse: true, splitLine: { show: false }, ...more });
    axis.axisTick = { show: false };
    axis.axisLabel = { ...axis.axisLabel, color: gp.colours().ink, interval: 0, hideOverlap: false, formatter: (i) => gp.fit(gp.name(features[i]), room - 16, 12), ...more.axisLabel };
    return axis;
  };

  /** Room that names need beside a chart of some width, at most a third of it. */
  gp.margin = (width, features) => {
    const longest = Math.max(40, ...features.map((f) => gp.textWidth(gp.name(f), 12)));
    return Math.round(Math.min(longest, width < 520 ? 0.31 * width : 230)) + 18;
  };
})();
