/**
 * Where lambda stands on an axis: at its decimal logarithm, strong penalties at the left. A lambda
 * of 0 has none; it stands one step of its grid beyond the smallest positive one and is called 0.
 */
(() => {
  const places = gp.data.paths.map(({ reg_param: lambdas }) => {
    const logs = lambdas.filter((lambda) => lambda > 0).map(Math.log10);
    const n = logs.length;
    const step = n > 1 ? (logs[0] - logs[n - 1]) / (n - 1) : 1;
    const zero = n > 0 ? logs[n - 1] - step : 0;
    return lambdas.map((lambda) => (lambda > 0 ? Math.log10(lambda) : zero));
  });

  gp.places = (a) => places[a];

  /** Edges of the cells around the places of an alpha: one more than there are points. */
  gp.edges = (a) => edges[a];

  const edges = places.map((x) => {
    const n = x.length;
    if (n === 1) return [x[0] + 0.25, x[0] - 0.25];
    const middle = gp.range(n - 1).map((k) => (x[k] + x[k + 1]) / 2);
    return [2 * x[0] - middle[0], ...middle, 2 * x[n - 1] - middle[n - 2]];
  });

  /** Ticks for places between two logarithms: decades, and where these are few 2 and 5 as well. */
  const ticks = (low, high) => {
    const decades = gp.range(Math.ceil(high) - Math.floor(low) + 1).map((i) => Math.floor(low) + i);
    const digits = high - low < 2.5 ? [1, 2, 5] : [1];
    const step = Math.max(1, Math.ceil((high - low) / 9));
    return decades
      .filter((e) => e % step === 0)
      .flatMap((e) => digits.map((d) => e + Math.log10(d)))
      .filter((t) => t >= low && t <= high);
  };

  const label = (plain) => (t) => {
    const e = Math.round(t);
    return plain || Math.abs(t - e) > 1e-9 ? gp.number(10 ** t) : gp.power(e);
  };

  /** A horizontal axis for the places of some alphas, with their zero named. */
  gp.lambdaAxis = (alphas, title, more = {}) => {
    const all = alphas.flatMap((a) => gp.edges(a));
    const [low, high] = [all.reduce((m, x) => Math.min(m, x)), all.reduce((m, x) => Math.max(m, x))];
    const zero = alphas.filter((a) => gp.data.paths[a].reg_param.includes(0)).map((a) => places[a].at(-1))[0] ?? null;
    const values = ticks(zero === null ? low : zero + 0.3 * (high - low) / 10, high);
    const named = label(high - low < 4 && low > -4 && high < 5);
    const at = zero === null ? values : [...values, zero];
    const axis = gp.axis(title, { min: low, max: high, inverse: true, splitLine: { show: false }, ...more });
    axis.axisTick = { ...axis.axisTick, customValues: at };
    axis.axisLabel = { ...axis.axisLabel, customValues: at, formatter: (t) => (t === zero ? '0' : named(t)), ...more.axisLabel };
    return axis;
  };

  gp.lambdaTitle = (short = false) => (short ? 'λ, strong to weak' : 'strength of the penalty λ, logarithmic: strong at the left, weak at the right');

  /** Index of the place nearest to `x`. */
  gp.nearest = (xs, x) => xs.reduce((best, value, i) => (Math.abs(value - x) < Math.abs(xs[best] - x) ? i : best), 0);

  /**
   * What stands at the bottom of charts of one path. Each has a value a grid point, an axis and a
   * word for text alternatives.
   */
  gp.horizontals = {
    lambda: { xs: (a) => places[a], axis: (a) => gp.lambdaAxis([a], gp.lambdaTitle()) },
    l1: { xs: (a) => gp.data.paths[a].l1_norm, axis: (a) => plain(gp.data.paths[a].l1_norm, 'L1 norm: sum of the absolute coefficients') },
    deviance: { xs: (a) => gp.data.paths[a].deviance_ratio, axis: (a) => plain(gp.data.paths[a].deviance_ratio, 'share of the deviance explained, on the rows fitted') },
  };

  const plain = (values, title) => {
    const { factor, said } = gp.scale(Math.max(...values.map((v) => Math.abs(v ?? 0))));
    const axis = gp.axis(title + said, { splitLine: { show: false }, scale: true, min: Math.min(...values), max: Math.max(...values) });
    axis.axisLabel = { ...axis.axisLabel, formatter: gp.tick(factor), showMinLabel: false, showMaxLabel: false };
    return axis;
  };
})();
