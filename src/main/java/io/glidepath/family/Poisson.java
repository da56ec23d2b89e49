package io.glidepath.family;

import java.util.stream.IntStream;

/**
 * Counts with the log link: y &gt;= 0, mu = e^eta, loss mu - y - y log(mu / y) (mu for y = 0), h =
 * mu. Labels need not be whole numbers.
 *
 * <p>Beyond eta = 300 the mean stays e^300, as larger ones have no squares, and the loss continues
 * as the straight line of that slope: still convex, still with the derivative mu - y. h stays
 * e^300.
 */
public record Poisson() implements LogLink {
  private static final double LARGEST_MEAN = Math.exp(LARGEST);

  /** Of the counts that most rows have. */
  private static final double[] LOGARITHMS =
      IntStream.range(0, 256).mapToDouble(Math::log).toArray();

  @Override
  public String label() {
    return "poisson";
  }

  @Override
  public boolean accepts(double label) {
    return label >= 0;
  }

  @Override
  public String accepted() {
    return "0 or more";
  }

  @Override
  public void curvatures(double[] labels, double[] eta, int from, int n) {
    means(eta, from, n);
  }

  @Override
  public void losses(double[] labels, double[] etas, int from, int n) {
    double[] linear = new double[n];
    for (int r = 0; r < n; r++) {
      double y = labels[r];
      double eta = LogLink.finite(etas[from + r]);
      linear[r] = y > 0 ? y * (log(y) - 1 - eta) : 0;
      if (eta > LARGEST) {
        linear[r] += LARGEST_MEAN * (eta - LARGEST);
      }
    }
    means(etas, from, n);
    for (int r = 0; r < n; r++) {
      etas[from + r] = Math.max(0, etas[from + r] + linear[r]);
    }
  }

  private static double log(double y) {
    return y < LOGARITHMS.length && y == (int) y ? LOGARITHMS[(int) y] : Math.log(y);
  }

  @Override
  public boolean dualBound() {
    return true;
  }

  @Override
  public void pearson(double[] labels, double[] eta, int from, int n) {
    means(eta, from, n);
    for (int r = 0; r < n; r++) {
      double residual = labels[r] - eta[from + r];
      eta[from + r] = residual * (residual / Math.max(Double.MIN_NORMAL, eta[from + r]));
    }
  }
}
