/** Whether the run can be relied on: certificates, warnings, what was read, how long it took. */
(() => {
  const { health, alphas, paths, conversions } = gp.data;
  const MEASURES = [['KKT violation', 'kkt_violation'], ['duality gap', 'duality_gap']];
  /** Below this a certificate is rounding; the axis ends here and zeros stand on it. */
  const FLOOR = 1e-18;
  const stacked = (width) => width < 640;

  const measured = () => MEASURES.filter(([, key]) => paths.some((p) => p[key].some((v) => v !== null)));
  const level = (v) => (v === null ? null : Math.log10(Math.max(v, FLOOR)));

  const option = (width) => {
    const c = gp.colours();
    const { a } = gp.cursor();
    const all = gp.range(alphas.length);
    const shown = measured();
    const each = (width - 8) / shown.length;
    const place = (i) => (stacked(width) ? { left: 58, right: 14, top: 28 + i * 288, height: 200 } : { left: 54 + i * each, width: each - 70, top: 28, height: 200 });
    const worst = Math.max(-6, Math.ceil(Math.max(...shown.flatMap(([, key]) => paths.flatMap((p) => p[key].map((v) => level(v) ?? -18))))));
    const lines = shown.flatMap(([, key], i) => all.map((b) => ({ b, i, key })));
    return {
      graphic: shown.map(([title], i) => gp.heading(title, place(i).left, place(i).top - 24)),
      grid: shown.map((_, i) => place(i)),
      xAxis: shown.map((_, i) => gp.lambdaAxis(all, gp.lambdaTitle(true), { gridIndex: i })),
      yAxis: shown.map((_, i) => {
        const axis = gp.axis('', { gridIndex: i, min: -18, max: worst, interval: 3 });
        axis.axisLabel = { ...axis.axisLabel, formatter: (t) => gp.power(t) };
        return axis;
      }),
      tooltip: gp.tooltip(({ seriesIndex, dataIndex: k }) => lines[seriesIndex] && tip(lines[seriesIndex], k)),
      series: [
        ...lines.map(({ b, i, key }) => ({ type: 'scatter', xAxisIndex: i, yAxisIndex: i, symbolSize: b === a ? 6 : 3.5, z: b === a ? 4 : 2, cursor: 'default', data: paths[b][key].map((v, k) => [gp.places(b)[k], level(v)]), itemStyle: { color: b === a ? c.l2 : c.soft } })),
        ...shown.map(([, key], i) => failures(key, i)),
      ],
    };
  };

  /** Points that did not converge, in a colour of their own and larger. */
  const failures = (key, i) => ({
    type: 'scatter', symbol: 'triangle', symbolSize: 10, silent: true, xAxisIndex: i, yAxisIndex: i, z: 6, itemStyle: { color: gp.colours().cursor },
    data: paths.flatMap((p, b) => p[key].map((v, k) => [gp.places(b)[k], level(v), p.converged[k]]).filter(([, , converged]) => !converged).map(([x, y]) => [x, y])),
  });

  const tip = ({ b }, k) => gp.tip(gp.alphaName(b), [['λ', gp.number(paths[b].reg_param[k])], ['KKT violation', gp.number(paths[b].kkt_violation[k])], ['duality gap', gp.number(paths[b].duality_gap[k])], ['converged', paths[b].converged[k] ? 'yes' : 'no']]);

  const alt = () => {
    const failed = paths.reduce((sum, p) => sum + p.converged.filter((c) => !c).length, 0);
    const worst = paths.flatMap((p) => p.kkt_violation).reduce((m, v) => Math.max(m, v ?? 0), 0);
    return `Certificates of every model over the strength of the penalty: worst KKT violation ${gp.number(worst)}, ${failed === 0 ? 'all converged' : `${gp.count(failed)} did not converge`}.`;
  };

  const table = () => ({ head: ['λ', 'KKT violation', 'duality gap', 'converged'], rows: gp.path().reg_param.map((lambda, k) => [gp.number(lambda), gp.number(gp.path().kkt_violation[k]), gp.number(gp.path().duality_gap[k]), gp.path().converged[k] ? 'yes' : 'no']) });

  const said = (value) => (typeof value === 'number' ? (Number.isInteger(value) ? gp.count(value) : gp.number(value)) : String(value ?? '–'));

  /** A titled list of pairs; nothing where there are none. */
  const pairs = (title, rows, shown = said) => rows && rows.length > 0
    ? gp.el('div', { class: 'facts' }, gp.el('h4', { text: title }), gp.el('dl', {}, ...rows.flatMap(([what, value]) => [gp.el('dt', { text: what }), gp.el('dd', {}, shown(value))])))
    : null;

  const timings = () => {
    const longest = Math.max(...health.timings.map(([, s]) => s), 0) || 1;
    return pairs('Seconds', health.timings, (seconds) => {
      const bar = gp.el('i', { class: 'share' });
      bar.style.width = `${Math.max(1, Math.round((seconds / longest) * 70))}px`;
      return gp.el('span', { class: 'share-cell' }, bar, seconds.toFixed(2));
    });
  };

  /** Columns with a peculiarity, or a line that there are none. */
  const columns = ({ count, features }, some, none) => count > 0
    ? gp.el('details', {}, gp.el('summary', { text: `${gp.plural(count, 'column')} ${some}` }), gp.el('ul', { class: 'names' }, ...features.map((f) => gp.el('li', { text: gp.name(f), title: gp.name(f) }))), count > features.length ? gp.el('p', { class: 'note', text: `and ${gp.count(count - features.length)} others` }) : null)
    : gp.el('p', { class: 'note', text: none });

  const conversion = (c) => gp.el('div', { class: 'conversion' }, gp.el('h4', { text: `${c.title}: ${gp.alphaName(c.a)}, λ = ${gp.number(paths[c.a].reg_param[c.k])}` }),
    gp.el('table', {}, gp.el('tbody', {}, ...c.rows.map(([where, what]) => gp.el('tr', {}, gp.el('th', { scope: 'row', text: where }), gp.el('td', {}, gp.el('code', { text: what })))))));

  const warnings = () => {
    const node = gp.byId('warnings');
    if (health.warnings.length === 0) return node.append(gp.el('p', { text: 'The run gave no warnings.' }));
    node.append(gp.el('h4', { text: health.warnings.length === 1 ? 'One warning' : `${gp.count(health.warnings.length)} warnings` }), gp.el('ul', {}, ...health.warnings.map((text) => gp.el('li', { text }))));
  };

  gp.health = () => {
    warnings();
    if (measured().length > 0) gp.figure('certificates', { option, alt, table, alpha: true, height: (width) => (stacked(width) ? measured().length * 288 + 4 : 284) });
    else gp.byId('certificates').remove();
    gp.byId('facts').append(...[
      pairs('Rows', [...health.rows, ...health.dropped.map(([why, n]) => [`dropped: ${why}`, n])]),
      pairs('Convergence', health.convergence), pairs('Passes over the data', health.passes), timings(),
      pairs('Check against MLlib', health.verify), pairs('Machine', health.machine), pairs('Versions', health.versions),
    ].filter((node) => node !== null));
    gp.byId('odd-columns').append(
      columns(health.constant, 'constant, or too nearly so to be used: coefficient 0', 'No column is constant.'),
      columns(health.copies, 'with an exact copy (up to a factor) among the others: copies share their coefficient equally', 'No column is an exact copy of another.'),
      columns(health.nearly_equal, 'nearly equal to another (correlation of 0.999 or more) but not a copy of it', 'No two other columns are nearly equal (correlation of 0.999 or more).'));
    gp.byId('configuration').textContent = health.configuration;
    if (conversions && conversions.length > 0) gp.byId('conversions').append(...conversions.map(conversion));
    else gp.byId('conventions').remove();
  };
})();
