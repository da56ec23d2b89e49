/** Everything in its place; then charts begin to draw. */
(() => {
  const { run } = gp.data;
  document.querySelectorAll('[data-say]').forEach((node) => {
    node.textContent = { unit: gp.unit(), measure: gp.measure, run: run.id, convention: run.convention }[node.dataset.say] ?? '';
  });
  document.querySelectorAll('[data-with]').forEach((node) => {
    const shown = { folds: gp.hasFolds, 'no-folds': !gp.hasFolds, 'hashed-folds': gp.hasFolds && run.folds_column === null }[node.dataset.with];
    if (!shown) node.remove();
  });

  gp.answer();
  gp.surface();
  gp.curve();
  gp.coefficients();
  gp.before();
  gp.weights();
  gp.sparsity();
  gp.stability();
  gp.calibration();
  gp.model();
  gp.health();
  gp.bar();
  gp.showFigures();

  /** For tests, to be read: where the cursor is, and the charts by the id of their figure. */
  window.glidepath = Object.freeze({
    get cursor() {
      return gp.cursor();
    },
    get charts() {
      return gp.charts();
    },
  });
})();
