/**
 * Figures: a chart inside the figure element that the page has for it, with a text alternative and
 * the data as a table. Charts are drawn when they come near the window, and anew when alpha, width,
 * colours or medium change. The cursor is an element above the chart: moving it draws nothing.
 *
 * A figure is described by
 *   option(width)   what to draw, in the library's words
 *   height(width)   in pixels
 *   alt()           what is to be seen, in words
 *   table()         {head, rows} of texts
 *   alpha           whether it depends on the alpha of the cursor
 *   cursors()       where the cursor stands: [{grid, x}] in units of the grids' axes
 *   pick(grid, x, y)  what a click or drag there means
 *   lines(grid, x)  of a chart of lines: what the pointer may be near, see gp.hovering
 */
(() => {
  const figures = new Map();

  class Figure {
    constructor(id, spec) {
      this.spec = spec;
      this.chart = null;
      this.stale = true;
      this.canvas = gp.el('div', { class: 'canvas' });
      this.overlay = gp.el('div', { class: 'overlay', 'aria-hidden': 'true' });
      this.plot = gp.el('div', { class: 'plot', role: 'img' }, this.canvas, this.overlay);
      this.node = gp.byId(id);
      this.node.append(this.plot, dataTable(spec));
      this.resize();
    }

    get width() {
      return this.plot.clientWidth;
    }

    /** Takes its room on the page before anything is drawn, so that nothing jumps. */
    resize() {
      this.measured = this.width;
      this.canvas.style.height = `${this.spec.height(this.width)}px`;
      this.plot.setAttribute('aria-label', this.spec.alt());
    }

    draw() {
      if (this.width === 0) return;
      this.stale = false;
      this.resize();
      if (this.chart === null) this.open();
      this.chart.resize({ width: this.width, height: this.spec.height(this.width) });
      this.chart.setOption({ ...gp.base(), ...fixed(this.spec.option(this.width)) }, { notMerge: true });
      this.chart.getZr().flush();
      this.cursor();
    }

    open() {
      this.chart = echarts.init(this.canvas, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio) });
      if (this.spec.pick) picking(this.chart, this.spec.pick);
      if (this.spec.lines) gp.hovering(this.chart, this.plot, this.spec.lines);
      this.canvas.querySelector('canvas')?.setAttribute('aria-hidden', 'true');
    }

    grid(index) {
      return this.chart.getModel().getComponent('grid', index).coordinateSystem.getRect();
    }

    cursor() {
      if (this.chart === null || !this.spec.cursors) return;
      const marks = this.spec.cursors().filter(({ x }) => x !== null);
      while (this.overlay.children.length < marks.length) this.overlay.append(gp.el('i'));
      while (this.overlay.children.length > marks.length) this.overlay.lastChild.remove();
      marks.forEach((mark, i) => this.place(this.overlay.children[i], mark));
    }

    /** A vertical line over the grid, or with `box` [x, y, x, y] a frame. */
    place(element, { grid, x, box }) {
      const { style } = element;
      element.className = box ? 'frame' : 'line';
      const rect = this.grid(grid);
      if (box) {
        const from = this.chart.convertToPixel({ gridIndex: grid }, [box[0], box[1]]);
        const to = this.chart.convertToPixel({ gridIndex: grid }, [box[2], box[3]]);
        style.left = `${Math.min(from[0], to[0])}px`;
        style.top = `${Math.min(from[1], to[1])}px`;
        style.width = `${Math.abs(to[0] - from[0])}px`;
        style.height = `${Math.abs(to[1] - from[1])}px`;
      } else {
        style.left = `${this.chart.convertToPixel({ xAxisIndex: grid }, x)}px`;
        style.top = `${rect.y}px`;
        style.height = `${rect.height}px`;
      }
    }

    /** Draws now if it is near the window, else when it comes there. */
    invalidate() {
      this.stale = true;
      const { top, bottom } = this.node.getBoundingClientRect();
      if (this.chart !== null && bottom > -300 && top < window.innerHeight + 300) this.draw();
      else this.resize();
    }
  }

  /** Grids stand where they are put, so that axes of charts above each other line up. */
  const fixed = (option) => ({ ...option, grid: [option.grid].flat().map((grid) => ({ ...grid, outerBoundsMode: 'none' })) });

  /** The chart's data in words and numbers, made when it is asked for. */
  const dataTable = (spec) => {
    const body = gp.el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Data of the chart' });
    const details = gp.el('details', { class: 'data' }, gp.el('summary', { text: 'Data of this chart' }), body);
    details.addEventListener('toggle', () => {
      if (!details.open) return body.replaceChildren();
      const { head, rows } = spec.table();
      body.replaceChildren(gp.table(head, rows));
    });
    gp.listeners.alpha.push(() => spec.alpha && details.open && (details.open = false));
    return details;
  };

  /** Clicks and drags inside a grid, told in units of its axes. */
  const picking = (chart, pick) => {
    let down = false;
    const told = ({ offsetX, offsetY }) => {
      const grid = chart.getOption().grid.findIndex((_, i) => chart.containPixel({ gridIndex: i }, [offsetX, offsetY]));
      if (grid < 0) return false;
      pick(grid, ...chart.convertFromPixel({ gridIndex: grid }, [offsetX, offsetY]));
      return true;
    };
    const zr = chart.getZr();
    zr.on('mousedown', (event) => (down = told(event)));
    zr.on('mousemove', (event) => down && told(event));
    ['mouseup', 'globalout'].forEach((type) => zr.on(type, () => (down = false)));
  };

  gp.figure = (id, spec) => figures.set(id, new Figure(id, spec));

  gp.redraw = (id) => figures.get(id).invalidate();

  /** Every chart by the id of its figure; those not drawn yet are drawn first. */
  gp.charts = () => {
    figures.forEach((figure) => figure.stale && figure.draw());
    return Object.fromEntries([...figures].map(([id, figure]) => [id, figure.chart]));
  };

  /** Begins to draw: called once, when all figures are known. */
  gp.showFigures = () => {
    const byNode = new Map([...figures.values()].map((figure) => [figure.node, figure]));
    const near = new IntersectionObserver((entries) => {
      entries.filter((e) => e.isIntersecting).map((e) => byNode.get(e.target)).forEach((figure) => figure.stale && figure.draw());
    }, { rootMargin: '300px' });
    const resized = new ResizeObserver((entries) => {
      entries.map((e) => byNode.get(e.target.parentNode)).forEach((figure) => figure.width > 0 && figure.width !== figure.measured && figure.invalidate());
    });
    figures.forEach((figure) => {
      near.observe(figure.node);
      resized.observe(figure.plot);
    });
    gp.listeners.alpha.push(() => figures.forEach((figure) => figure.spec.alpha && figure.invalidate()));
    gp.listeners.cursor.push(() => figures.forEach((figure) => figure.cursor()));
    gp.onTheme(() => figures.forEach((figure) => (gp.printing ? figure.draw() : figure.invalidate())));
  };
})();
