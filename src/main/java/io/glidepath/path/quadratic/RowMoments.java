package io.glidepath.path.quadratic;

import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.ProportionalColumns;
import io.glidepath.solve.Bounds;
import io.glidepath.stats.Moments;

/** Second moments of some rows: all that squared error needs to know of them. */
interface RowMoments {

  /** Of each column by itself, and of the target. */
  Moments columns();

  /**
   * Mean products of columns in some units.
   *
   * @param chosen design columns that vary somewhere, ascending
   * @param units one for each of them, positive
   * @param centred whether around their means in these rows
   * @return the caller's own
   */
  SymmetricMatrix products(int[] chosen, double[] units, boolean centred);

  /** The covariance of column j and the target, in units of both. */
  double withTarget(int j, double unit, double targetUnit);

  /**
   * The columns that are copies of each other in these rows.
   *
   * @param varying those that vary here, ascending
   * @param centred whether around their means
   * @param weight what the penalty multiplies each of them by
   * @param bounds limits of their coefficients
   */
  ProportionalColumns copies(int[] varying, boolean centred, double[] weight, Bounds bounds);
}
