package io.glidepath.path;

import io.glidepath.solve.Bounds;

/** What products of pairs of columns over all rows tell of a design. */
public interface ColumnProducts {

  /**
   * The columns that are copies of each other.
   *
   * @param varying the design columns that vary, ascending
   * @param weight what the penalty multiplies each of them by
   * @param bounds limits of their coefficients, in units of their deviations
   */
  ProportionalColumns copies(int[] varying, double[] weight, Bounds bounds);

  /** The pairs that go together. */
  Correlations correlations();

  /**
   * The variance of a linear predictor over the rows.
   *
   * @param columns of the design, that vary
   * @param coefficients of these, in units of their deviations
   */
  double variance(int[] columns, double[] coefficients);
}
