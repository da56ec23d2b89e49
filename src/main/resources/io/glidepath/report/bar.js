/** The bar that stays in reach: alpha, strength, what is there, and the way back. */
(() => {
  const { alphas, paths, run } = gp.data;
  let strength;
  let radios;

  /** What is read off at the cursor: [key, word, exact value, as shown]. */
  const reading = () => {
    const { a, k } = gp.cursor();
    const path = paths[a];
    const items = [
      ['alpha', 'α', alphas[a], gp.number(alphas[a])],
      ['lambda', 'λ', path.reg_param[k], gp.number(path.reg_param[k])],
      ['nonzero', path.nonzero[k] === 1 ? 'non-zero' : 'non-zeros', path.nonzero[k], gp.count(path.nonzero[k])],
    ];
    if (path.mean !== null) items.push(['error', gp.measure, path.mean[k], gp.number(path.mean[k])], ['standard-error', '±', path.standard_error[k], gp.number(path.standard_error[k])]);
    else items.push(['deviance-ratio', 'explained', path.deviance_ratio[k], gp.number(path.deviance_ratio[k])]);
    return items;
  };

  const inWords = () => {
    const { a, k } = gp.cursor();
    const path = paths[a];
    const error = path.mean === null ? '' : `, ${gp.measure} ${gp.spread(path.mean[k], path.standard_error[k])}`;
    return `alpha ${gp.number(alphas[a])}, lambda ${gp.number(path.reg_param[k])}, ${gp.plural(path.nonzero[k], 'non-zero coefficient')}${error}`;
  };

  const show = () => {
    const { a, k } = gp.cursor();
    gp.byId('readout').replaceChildren(...reading().map(([key, word, exact, shown]) =>
      gp.el('span', { class: `reading ${key}` }, gp.el('em', { text: word }), gp.el('b', { text: shown, 'data-key': key, 'data-value': String(exact) }))));
    radios[a].checked = true;
    Object.assign(strength, { max: gp.points(a) - 1, value: k, disabled: gp.points(a) === 1 });
    strength.setAttribute('aria-valuetext', `lambda ${gp.number(paths[a].reg_param[k])}, step ${k + 1} of ${gp.points(a)}`);
    const { chosen } = gp.data;
    if (chosen) gp.byId('home').disabled = chosen.a === a && chosen.k === k;
    say();
  };

  let pause = null;
  /** Tells screen readers when the cursor has come to rest, not at every step. */
  const say = () => {
    clearTimeout(pause);
    pause = setTimeout(() => (gp.byId('spoken').textContent = inWords()), 500);
  };

  const radio = (a) => {
    const input = gp.el('input', { type: 'radio', name: 'alpha', value: a, 'aria-label': gp.alphaName(a), on: { change: () => gp.moveTo(a, gp.cursor().k) } });
    const text = gp.el('span', { text: gp.number(alphas[a]) });
    gp.byId('alphas').append(gp.el('label', { title: gp.alphaName(a) }, input, text));
    return input;
  };

  gp.bar = () => {
    strength = gp.byId('strength');
    radios = gp.range(alphas.length).map(radio);
    strength.addEventListener('input', () => gp.moveTo(gp.cursor().a, Number(strength.value)));
    const { chosen } = gp.data;
    if (chosen) gp.byId('home').addEventListener('click', () => gp.moveTo(chosen.a, chosen.k));
    else gp.byId('home').remove();
    gp.byId('readout').title = run.metric_title ?? '';
    gp.listeners.cursor.push(show);
    show();
  };
})();
