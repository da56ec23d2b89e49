package io.glidepath.path;

import java.util.Random;

/** Seeded designs of every shape that the engines must survive. */
final class Samples {
  private Samples() {}

  /** Columns that correlate pairwise by about rho. */
  static double[][] correlated(int n, int p, double rho, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[n][p];
    for (double[] row : x) {
      double common = random.nextGaussian();
      for (int j = 0; j < p; j++) {
        row[j] = Math.sqrt(rho) * common + Math.sqrt(1 - rho) * random.nextGaussian();
        row[j] = row[j] * (1 + j % 3) + j;
      }
    }
    return x;
  }

  /** A few columns matter, with noise. */
  static double[] response(double[][] x, double noise, long seed) {
    Random random = new Random(seed);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = 3 + noise * random.nextGaussian();
      for (int j = 0; j < x[i].length; j += 3) {
        y[i] += x[i][j] * (j % 2 == 0 ? 1 : -0.5);
      }
    }
    return y;
  }

  static double[][] columns(double[][] x, int... order) {
    double[][] picked = new double[x.length][order.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < order.length; j++) {
        picked[i][j] = x[i][order[j]];
      }
    }
    return picked;
  }
}
