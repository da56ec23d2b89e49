package io.glidepath.path.quadratic;

import io.glidepath.matrix.SymmetricMatrix;
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
}
