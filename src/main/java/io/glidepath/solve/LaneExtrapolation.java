package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import java.util.Arrays;

/**
 * Where the sweeps of several models that lie side by side are going, each by itself ({@link
 * Extrapolation} has the formula). As residuals are affine in the coefficients, they go with them.
 * Not thread-safe.
 */
final class LaneExtrapolation {
  private final int steps;
  private final int models;
  private final int m;
  private final Blas blas;
  private final double[][] points;
  private final double[][] residuals;

  /** Of each step and model: by what its end counts. */
  private final double[] shares;

  private int kept;
  private int size;
  private int length;

  /**
   * @param steps how many are looked at
   * @param lanes for how many models there is room
   */
  LaneExtrapolation(int steps, int models, int lanes, Blas blas) {
    this.steps = steps;
    this.models = models;
    this.m = lanes;
    this.blas = blas;
    this.points = new double[steps + 1][0];
    this.residuals = new double[steps + 1][0];
    this.shares = new double[steps * lanes];
  }

  /** Forgets what was, for points of so many columns. */
  void begin(int columns, int rows) {
    kept = 0;
    size = columns * m;
    length = rows * m;
    for (int i = 0; i < points.length; i++) {
      points[i] = points[i].length < size ? new double[size] : points[i];
      residuals[i] = residuals[i].length < length ? new double[length] : residuals[i];
    }
  }

  /** Takes the next point, and begins anew with it if there are enough. */
  void add(int[] columns, double[] e, double[] b) {
    if (full()) {
      kept = 0;
    }
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(b, columns[i] * m, points[kept], i * m, m);
    }
    System.arraycopy(e, 0, residuals[kept], 0, length);
    kept++;
  }

  boolean full() {
    return kept == points.length;
  }

  /**
   * Goes where the points lead, in place of e and b, those models that it takes lower: of
   *
   * <pre>  sum_r e_r^2 / w_r / 2 + P(b)  </pre>
   *
   * @param columns of the points
   * @param inverse 1 / w; 0 where that is 0
   */
  void take(int[] columns, Penalty[] penalties, double[] inverse, double[] e, double[] b) {
    boolean[] told = share();
    double[] change = new double[m];
    double[] mixed = new double[m];
    for (int at = 0; at < length; at += m) {
      mix(residuals, at, mixed);
      for (int k = 0; k < m; k++) {
        double old = e[at + k];
        change[k] += (mixed[k] - old) * (mixed[k] + old) * inverse[at + k] / 2;
      }
    }
    for (int i = 0; i < columns.length; i++) {
      int j = columns[i];
      mix(points, i * m, mixed);
      for (int k = 0; k < models; k++) {
        double old = b[j * m + k];
        change[k] +=
            mixed[k] == old ? 0 : penalties[k].value(j, mixed[k]) - penalties[k].value(j, old);
      }
    }
    boolean all = true;
    for (int k = 0; k < models; k++) {
      told[k] &= change[k] < 0;
      all &= told[k];
    }
    if (!all) {
      stay(told);
    }
    for (int at = 0; at < length; at += m) {
      mix(residuals, at, mixed);
      System.arraycopy(mixed, 0, e, at, m);
    }
    for (int i = 0; i < columns.length; i++) {
      mix(points, i * m, mixed);
      System.arraycopy(mixed, 0, b, columns[i] * m, m);
    }
  }

  /** Models that are not to move are their last points. */
  private void stay(boolean[] moves) {
    for (int i = 0; i < steps; i++) {
      for (int k = 0; k < m; k++) {
        if (!moves[k]) {
          shares[i * m + k] = i == steps - 1 ? 1 : 0;
        }
      }
    }
  }

  /** Computes the shares, and says of which models they can be told. */
  private boolean[] share() {
    double[] normals = normals();
    boolean[] told = new boolean[m];
    for (int k = 0; k < models; k++) {
      int from = k * steps * steps;
      double[] own =
          Extrapolation.shares(Arrays.copyOfRange(normals, from, from + steps * steps), blas);
      told[k] = own.length > 0;
      for (int i = 0; told[k] && i < steps; i++) {
        shares[i * m + k] = own[i];
      }
    }
    stay(told);
    return told;
  }

  /** U'U of each model, one after the other. */
  private double[] normals() {
    double[] normals = new double[models * steps * steps];
    double[] sums = new double[m];
    for (int a = 0; a < steps; a++) {
      for (int c = 0; c <= a; c++) {
        Arrays.fill(sums, 0);
        addProducts(points[a], points[a + 1], points[c], points[c + 1], sums);
        for (int k = 0; k < models; k++) {
          normals[(k * steps + a) * steps + c] = sums[k];
        }
      }
    }
    return normals;
  }

  private void addProducts(double[] a, double[] nextA, double[] c, double[] nextC, double[] sums) {
    for (int at = 0; at < size; at += m) {
      for (int k = 0; k < m; k++) {
        int i = at + k;
        sums[k] += (nextA[i] - a[i]) * (nextC[i] - c[i]);
      }
    }
  }

  private void mix(double[][] vectors, int at, double[] to) {
    Arrays.fill(to, 0);
    for (int i = 0; i < steps; i++) {
      double[] vector = vectors[i + 1];
      for (int k = 0; k < m; k++) {
        to[k] += shares[i * m + k] * vector[at + k];
      }
    }
  }
}
