package io.glidepath.report;

import java.util.Arrays;

/**
 * The grid points of one elastic_net_param, by grid_index; columns as in the table {@code paths}.
 * NaN is what is not defined.
 *
 * @param mean held-out score by the metric of the selection; null without folds
 * @param standardError of the mean; null without folds
 * @param folds the same score by [grid_index][fold]; null without folds
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
   * @param folds number of folds, 0 for none
   */
  static PathTable empty(int points, int folds) {
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
        folds > 0 ? undefined(points) : null,
        folds > 0 ? undefined(points) : null,
        folds > 0 ? undefined(points, folds) : null);
  }

  private static double[] undefined(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static double[][] undefined(int rows, int size) {
    double[][] values = new double[rows][];
    Arrays.setAll(values, i -> undefined(size));
    return values;
  }

  int points() {
    return regParam.length;
  }
}
