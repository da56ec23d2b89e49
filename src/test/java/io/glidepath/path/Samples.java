package io.glidepath.path;

import java.util.Arrays;
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

  /** Positive means, from the response by the log link. */
  static double[] means(double[][] x, long seed) {
    double[] response = response(x, 1, seed);
    double centre = Arrays.stream(response).average().orElseThrow();
    double spread =
        Math.sqrt(
            Arrays.stream(response).map(v -> (v - centre) * (v - centre)).average().orElseThrow());
    return Arrays.stream(response).map(v -> Math.exp(0.7 + 0.6 * (v - centre) / spread)).toArray();
  }

  /** A Poisson count of this mean, by waiting times. */
  static double count(double mean, Random random) {
    int count = 0;
    for (double waited = -Math.log(random.nextDouble()); waited < mean; count++) {
      waited -= Math.log(random.nextDouble());
    }
    return count;
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
