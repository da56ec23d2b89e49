package io.glidepath.path;

import io.glidepath.stats.Moments;
import java.util.Arrays;

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
    return of(
        rows, columns, Arrays.stream(columns).mapToDouble(rows::deviation).toArray(), intercept);
  }

  /**
   * Mean products of columns in other units.
   *
   * @param units one for each of them, positive
   * @param centred whether around their means
   * @return n x n, symmetric
   */
  public static double[] of(Moments rows, int[] columns, double[] units, boolean centred) {
    int n = columns.length;
    double[] gram = new double[Math.multiplyExact(n, n)];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double product = rows.covariance(columns[b], columns[a], units[b], units[a]);
        if (!centred) {
          product += rows.mean(columns[b]) / units[b] * (rows.mean(columns[a]) / units[a]);
        }
        gram[a * n + b] = product;
        gram[b * n + a] = product;
      }
    }
    return gram;
  }
}
