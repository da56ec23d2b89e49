/**
 * Tooltips of charts of lines: the library knows them for marks only. The nearest line at the
 * pointer's grid point is looked for, and a dot and its values are shown there.
 */
(() => {
  /** Farther from a line than so many pixels nothing is shown. */
  const REACH = 16;

  /** The candidate that is nearest to the pointer, with its place in pixels. */
  const nearest = (chart, grid, candidates, pointer) => {
    const placed = candidates.map((candidate) => ({ ...candidate, at: chart.convertToPixel({ gridIndex: grid }, [candidate.x, candidate.y]) }));
    const distance = ({ at }) => Math.abs(at[1] - pointer[1]);
    const best = placed.reduce((b, c) => (b === null || distance(c) < distance(b) ? c : b), null);
    return best !== null && distance(best) <= REACH ? best : null;
  };

  const show = (plot, box, dot, { at, tip, colour }) => {
    box.replaceChildren(tip());
    dot.style.left = `${at[0]}px`;
    dot.style.top = `${at[1]}px`;
    dot.style.backgroundColor = colour;
    box.hidden = dot.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = box;
    box.style.left = `${at[0] + 14 + width > plot.clientWidth ? Math.max(0, at[0] - 14 - width) : at[0] + 14}px`;
    box.style.top = `${Math.min(Math.max(0, at[1] - height / 2), plot.clientHeight - height)}px`;
  };

  /**
   * Watches the pointer over a chart.
   *
   * lines(grid, x): what stands at the grid point nearest to x, as [{x, y, colour, tip()}]
   */
  gp.hovering = (chart, plot, lines) => {
    const box = gp.el('div', { class: 'tip floating', hidden: true });
    const dot = gp.el('i', { class: 'dot', hidden: true });
    plot.append(dot, box);
    const hide = () => (box.hidden = dot.hidden = true);
    const move = ({ offsetX, offsetY }) => {
      const pointer = [offsetX, offsetY];
      const grid = chart.getOption().grid.findIndex((_, i) => chart.containPixel({ gridIndex: i }, pointer));
      if (grid < 0) return hide();
      const found = nearest(chart, grid, lines(grid, chart.convertFromPixel({ gridIndex: grid }, pointer)[0]), pointer);
      if (found === null) hide();
      else show(plot, box, dot, found);
    };
    chart.getZr().on('mousemove', move);
    chart.getZr().on('globalout', hide);
    gp.listeners.alpha.push(hide);
  };
})();
