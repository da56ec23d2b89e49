/** How numbers and names are written: one place, so that equal values look equal everywhere. */
(() => {
  const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

  /** Four significant digits, plain from 0.001 to 99999, else 1.234e+5; an en dash for what is not defined. */
  gp.number = (x) => {
    if (x === null || x === undefined) return '–';
    const rounded = Number(x.toPrecision(4));
    const size = Math.abs(rounded);
    return size === 0 || (size >= 0.001 && size <= 99999) ? String(rounded) : x.toExponential(3);
  };

  gp.spread = (mean, error) => `${gp.number(mean)} ± ${gp.number(error)}`;

  gp.count = (n) => (n === null ? '–' : n.toLocaleString('en-GB'));

  gp.percent = (share) => (share === null ? '–' : `${Math.round(share * 100)}%`);

  /** A share with two digits that say something: 0.42%, 7.1%, 14%, 99.6%. */
  gp.share = (share) => {
    if (share === null) return '–';
    const hundred = share * 100;
    if (hundred > 99.95 && hundred < 100) return '>99.9%';
    return `${hundred.toFixed(hundred < 1 ? 2 : hundred < 10 || (hundred > 99 && hundred < 100) ? 1 : 0)}%`;
  };

  gp.plural = (n, word) => `${gp.count(n)} ${word}${n === 1 ? '' : 's'}`;

  gp.power = (exponent) =>
    '10' + (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT[digit]).join('');

  /** At most `length` characters, the middle taken out: both ends of a name tell columns apart. */
  gp.shorten = (text, length) => {
    const characters = Array.from(text);
    if (characters.length <= length) return text;
    const tail = Math.floor((length - 1) / 2);
    return characters.slice(0, length - 1 - tail).join('').trimEnd() + '…' + characters.slice(-tail).join('');
  };

  const pen = document.createElement('canvas').getContext('2d');

  /** Width in pixels of text in the charts' letters. */
  gp.textWidth = (text, size, bold = false) => {
    pen.font = `${bold ? 600 : 400} ${size}px ${gp.font}`;
    return pen.measureText(text).width;
  };

  /**
   * The text, shortened until it is at most `room` pixels wide, to be drawn by the library. It keeps
   * texts in a plain object: a column that is called __proto__ would change all objects of the page,
   * so such names get a character in front that is not seen.
   */
  gp.fit = (name, room, size, bold = false) => {
    const text = name in {} ? `\u2060${name}` : name;
    const width = gp.textWidth(text, size, bold);
    if (width <= room) return text;
    let length = Math.max(3, Math.ceil((Array.from(text).length * room) / width) + 2);
    while (length > 3 && gp.textWidth(gp.shorten(text, length), size, bold) > room) length -= 1;
    return gp.shorten(text, length);
  };

  /**
   * What an axis whose values reach `largest` is divided by, so that its ticks are short: a power
   * of 1000, and how its title says so.
   */
  gp.scale = (largest) => {
    if (!(largest >= 1e4) && !(largest > 0 && largest < 1e-2)) return { factor: 1, said: '' };
    const exponent = 3 * Math.floor(Math.log10(largest) / 3);
    return { factor: 10 ** exponent, said: ` (× ${gp.power(exponent)})` };
  };

  /** The largest of 1, 2, 5, 10, ... that stays clearly within a number. */
  gp.step = (largest) => {
    const decade = 10 ** Math.floor(Math.log10(largest));
    return [5, 2, 1, 0.5].map((d) => d * decade).find((s) => s <= 0.8 * largest);
  };

  /** The next number up that makes four even steps of an axis. */
  gp.round = (largest) => {
    const step = 10 ** Math.floor(Math.log10(largest / 4));
    return 4 * Math.max(1, [1, 2, 2.5, 5, 10].map((d) => d * step).find((s) => 4 * s >= largest));
  };

  gp.tick = (factor) => (x) => String(Number((x / factor).toPrecision(6))).replace('-', '−');

  gp.alphaName = (a) => {
    const alpha = gp.data.alphas[a];
    if (alpha === 0) return 'α = 0 (pure L2)';
    return alpha === 1 ? 'α = 1 (pure L1)' : `α = ${gp.number(alpha)}`;
  };

  /** What held-out rows give: an error where less is better, else a score. */
  gp.measure = gp.data.run.larger_is_better ? 'score' : 'error';

  /** What a standardized coefficient is measured in. */
  gp.unit = () => gp.data.run.predictor;
})();
