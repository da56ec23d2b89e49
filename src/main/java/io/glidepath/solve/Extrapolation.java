package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import java.util.Arrays;

/**
 * Where a sequence of sweeps is going, from its last few points (Anderson acceleration; for
 * coordinate descent: Bertrand and Massias 2021). With U the steps between k + 1 points,
 *
 * <pre>  x = sum_i c_i x_(i+1),   c = argmin |U c|  with sum c_i = 1  </pre>
 *
 * <p>The gradient of a quadratic is affine in x, so that it is the same mix of gradients. Cost: k^2
 * n flops, 16 k n bytes.
 */
final class Extrapolation {
  /** Of the largest step, squared: steps that are nearly one do not make the system singular. */
  private static final double RIDGE = 1e-12;

  private final Blas blas;
  private final double[][] points;
  private final double[][] gradients;
  private int kept;

  /**
   * @param steps how many are looked at
   */
  Extrapolation(int steps, Blas blas) {
    this.blas = blas;
    this.points = new double[steps + 1][];
    this.gradients = new double[steps + 1][];
  }

  /** Takes the next point, and begins anew with it if there are enough. */
  void add(double[] x, double[] q) {
    if (full()) {
      kept = 0;
    }
    points[kept] = x.clone();
    gradients[kept] = q.clone();
    kept++;
  }

  boolean full() {
    return kept == points.length;
  }

  /**
   * Goes where the points lead, in place of x and q.
   *
   * @return false if that cannot be told; then nothing has changed
   */
  boolean take(double[] x, double[] q) {
    double[] shares = shares();
    if (shares.length == 0) {
      return false;
    }
    mix(shares, points, x);
    mix(shares, gradients, q);
    return true;
  }

  private double[] shares() {
    int k = points.length - 1;
    double[] normal = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        normal[a * k + b] = product(a, b);
      }
    }
    return shares(normal, blas);
  }

  /**
   * The c of steps U.
   *
   * @param normal U'U, k x k; of each pair one, with the second before the first
   * @return none if they cannot be told
   */
  static double[] shares(double[] normal, Blas blas) {
    int k = (int) Math.sqrt(normal.length);
    double largest = 0;
    for (int a = 0; a < k; a++) {
      largest = Math.max(largest, normal[a * k + a]);
    }
    for (int a = 0; a < k; a++) {
      normal[a * k + a] += RIDGE * largest;
    }
    double[] shares = new double[k];
    Arrays.fill(shares, 1);
    if (!(largest > 0) || !blas.factorize(k, normal)) {
      return new double[0];
    }
    blas.solveFactorized(k, normal, shares);
    double sum = Arrays.stream(shares).sum();
    if (!(Math.abs(sum) > 0) || Double.isInfinite(sum)) {
      return new double[0];
    }
    return Arrays.stream(shares).map(c -> c / sum).toArray();
  }

  private double product(int a, int b) {
    double sum = 0;
    for (int j = 0; j < points[0].length; j++) {
      sum += (points[a + 1][j] - points[a][j]) * (points[b + 1][j] - points[b][j]);
    }
    return sum;
  }

  private static void mix(double[] shares, double[][] vectors, double[] to) {
    Arrays.fill(to, 0);
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[j] += shares[i] * vectors[i + 1][j];
      }
    }
  }
}
