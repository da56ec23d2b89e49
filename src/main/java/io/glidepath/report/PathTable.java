package io.glidepath.report;

import java.util.Arrays;

/**
 * The grid points of one elastic_net_param, by grid_index; columns as in the table {@code paths}.
 * NaN is what is not defined.
 *
 * @param mean held-out score by the metric of the selection; null without folds
 * @param standardError of the mean; null without folds
 * @param folds the same score by [grid_index][fold], to six digits; null without folds
 */
record PathTable(
    double[] regParam,
    double[] intercept,
    int[] nonzero,
    double[] l1Norm,
    double[] l2Norm,
    double[] deviance,
    double[] devianceRatio,
    double[] kktViolation,
    double[] dualityGap,
    boolean[] converged,
    double[] mean,
    double[] standardError,
    double[][] folds) {

  /**
   * @param points number of grid points
   * @param validated whether there were folds
   */
  static PathTable empty(int points, boolean validated) {
    return new PathTable(
        undefined(points),
        undefined(points),
        new int[points],
        undefined(points),
        undefined(points),
        undefined(points),
        undefined(points),
        undefined(points),
        undefined(points),
        new boolean[points],
        validated ? undefined(points) : null,
        validated ? undefined(points) : null,
        validated ? new double[points][] : null);
  }

  private static double[] undefined(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
