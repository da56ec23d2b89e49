/** The one cursor of the page: alpha by index `a`, lambda by index `k` of that alpha's grid. */
(() => {
  const { data } = gp;
  const points = (a) => data.paths[a].reg_param.length;
  const cursor = data.chosen ? { a: data.chosen.a, k: data.chosen.k } : { a: 0, k: Math.floor(points(0) / 2) };
  let told = null;

  gp.cursor = () => ({ ...cursor });
  gp.path = () => data.paths[cursor.a];
  gp.points = points;

  /** Moves the cursor, to the nearest point that exists; listeners hear of it once a frame. */
  gp.moveTo = (a, k) => {
    const next = { a: Math.min(Math.max(a, 0), data.alphas.length - 1), k: 0 };
    next.k = Math.min(Math.max(k, 0), points(next.a) - 1);
    if (next.a === cursor.a && next.k === cursor.k) return;
    const alpha = next.a !== cursor.a || (told?.alpha ?? false);
    Object.assign(cursor, next);
    if (told === null) requestAnimationFrame(tell);
    told = { alpha };
  };

  const tell = () => {
    const { alpha } = told;
    told = null;
    if (alpha) gp.listeners.alpha.forEach((listener) => listener());
    gp.listeners.cursor.forEach((listener) => listener());
  };

  /** The points that the rules pick within one alpha, and those they pick over all. */
  gp.picked = (scope, rule, a = null) =>
    (data.selected ?? []).find((s) => s.scope === scope && s.rule === rule && (a === null || s.a === a)) ?? null;

  gp.chosenRow = () => (data.selected ?? []).find((s) => s.chosen) ?? null;

  gp.hasFolds = data.paths.some((path) => path.mean !== null);
})();
