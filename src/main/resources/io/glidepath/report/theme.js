/** Colours of light, dark and print, and what all charts have in common. */
(() => {
  const LIGHT = {
    ink: '#1d2129', muted: '#5c6470', faint: '#c6ccd4', line: '#e6e9ed', paper: '#ffffff', cursor: '#c9440a',
    l2: '#0072b2', l1: '#e69f00', mix: '#009e73', weak: '#8a919c', soft: '#b5bcc6', bar: '#9db8cc',
    series: ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#8c5a1f'],
  };
  const DARK = {
    ink: '#e9ebee', muted: '#a3abb6', faint: '#4a525d', line: '#2c333c', paper: '#14181d', cursor: '#ff8f57',
    l2: '#56b4e9', l1: '#f0b030', mix: '#2cc295', weak: '#949ca8', soft: '#59626e', bar: '#41617a',
    series: ['#56b4e9', '#f0b030', '#2cc295', '#e39ac4', '#9fc7ff', '#d0a06a'],
  };
  const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  /** Viridis from its bright end: equal steps look equal, to the colour-blind and in grey too. */
  const VIRIDIS = ['#fde725', '#c2df23', '#86d549', '#52c569', '#2ab07f', '#1e9b8a', '#25858e', '#2d708e', '#38588c', '#433e85', '#482173', '#440154'];

  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const print = window.matchMedia('print');

  gp.printing = false;
  gp.colours = () => (dark.matches && !gp.printing ? DARK : LIGHT);
  gp.viridis = VIRIDIS;

  /** Colour of a kind of penalty: L2, L1 or what mixes them. */
  gp.kind = (a) => ({ 0: gp.colours().l2, 1: gp.colours().l1 })[gp.data.alphas[a]] ?? gp.colours().mix;

  gp.font = FONT;

  /** Colour of a share between 0 (bright) and 1 (dark). */
  gp.viridisAt = (share) => {
    const at = Math.min(Math.max(share, 0), 1) * (VIRIDIS.length - 1);
    return echarts.color.lerp(at - Math.floor(at), [VIRIDIS[Math.floor(at)], VIRIDIS[Math.ceil(at)]]);
  };

  /** Calls back when colours or the medium change; charts then draw anew. */
  gp.onTheme = (listener) => listeners.push(listener);

  const listeners = [];
  const redraw = () => listeners.forEach((listener) => listener());
  const setPrinting = (printing) => {
    if (gp.printing === printing) return;
    gp.printing = printing;
    document.documentElement.classList.toggle('printing', printing);
    redraw();
  };
  dark.addEventListener('change', redraw);
  print.addEventListener('change', (event) => setPrinting(event.matches));
  window.addEventListener('beforeprint', () => setPrinting(true));
  window.addEventListener('afterprint', () => setPrinting(false));

  /** Room for an upright axis with its title, and how far that stands off. */
  gp.left = 68;
  gp.leftGap = 46;

  /** Options that every chart starts from. */
  gp.base = () => ({ animation: false, textStyle: { fontFamily: FONT, fontSize: 12, color: gp.colours().ink } });

  /**
   * Look of an axis: thin, ticks outside, its title in words in the middle. Heights of lines are
   * given: the library measures them by a glyph that many fonts lack.
   */
  gp.axis = (title, more = {}) => {
    const c = gp.colours();
    return {
      type: 'value', name: title, nameLocation: 'middle', nameGap: 30,
      nameTextStyle: { color: c.muted, fontSize: 12, lineHeight: 15, fontFamily: FONT },
      axisLine: { show: true, onZero: false, lineStyle: { color: c.faint } },
      axisTick: { show: true, lineStyle: { color: c.faint } },
      axisLabel: { color: c.muted, fontSize: 11.5, lineHeight: 14, hideOverlap: true, margin: 8 },
      splitLine: { show: true, lineStyle: { color: c.line } },
      ...more,
    };
  };

  /** Tooltips are elements made of text; the library's own ones would need inline styles. */
  gp.tooltip = (content, trigger = 'item') => ({
    trigger, confine: true, className: 'tip', padding: 0, borderWidth: 0, transitionDuration: 0,
    backgroundColor: 'transparent', extraCssText: 'box-shadow: none',
    formatter: (p) => content(p) ?? '',
  });

  /** A tooltip's content: a heading and lines of [what, value]. */
  gp.tip = (heading, lines, extra = null) =>
    gp.el('div', { class: 'tip-body' }, gp.el('strong', { text: heading }),
      gp.el('dl', {}, ...lines.flatMap(([what, value]) => [gp.el('dt', { text: what }), gp.el('dd', { text: value })])), extra);
})();
