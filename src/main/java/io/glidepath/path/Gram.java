package io.glidepath.path;

import io.glidepath.stats.Moments;

/** Mean products of standardized columns. */
public final class Gram {
  private Gram() {}

  /**
   * Mean products of columns in units of their own deviation, centred if there is an intercept:
   * correlations then, and else of length 1 plus the squared mean.
   *
   * @param columns that vary
   * @return n x n, symmetric
   */
  public static double[] of(Moments rows, int[] columns, boolean intercept) {
    int n = columns.length;
    double[] gram = new double[Math.multiplyExact(n, n)];
    for (int a = 0; a < n; a++) {
      double sdA = rows.deviation(columns[a]);
      for (int b = 0; b <= a; b++) {
        double sdB = rows.deviation(columns[b]);
        double product = rows.covariance(columns[b], columns[a], sdB, sdA);
        if (!intercept) {
          product += rows.mean(columns[b]) / sdB * (rows.mean(columns[a]) / sdA);
        }
        gram[a * n + b] = product;
        gram[b * n + a] = product;
      }
    }
    return gram;
  }
}
