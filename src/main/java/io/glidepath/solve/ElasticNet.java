package io.glidepath.solve;

import java.util.function.IntPredicate;

/** The elastic net: P_j(x) = l1_j |x| + l2_j x^2 / 2. */
public final class ElasticNet implements Penalty {
  private final double[] l1;
  private final double[] l2;

  /**
   * @param l1 one for each coordinate, 0 or more; infinity leaves nothing but 0
   * @param l2 one for each coordinate, 0 or more
   */
  public ElasticNet(double[] l1, double[] l2) {
    this.l1 = l1;
    this.l2 = l2;
  }

  /** Leaves nothing but 0 of some coordinates, and the others free. */
  public static ElasticNet fixing(int size, IntPredicate fixed) {
    double[] l1 = new double[size];
    for (int j = 0; j < size; j++) {
      l1[j] = fixed.test(j) ? Double.POSITIVE_INFINITY : 0;
    }
    return new ElasticNet(l1, new double[size]);
  }

  @Override
  public double value(int j, double x) {
    return x == 0 ? 0 : l1[j] * Math.abs(x) + l2[j] * x * x / 2;
  }

  @Override
  public double prox(int j, double u, double h) {
    double excess = Math.abs(u) - l1[j];
    if (!(excess > 0) || h + l2[j] <= 0) {
      return 0;
    }
    return Math.copySign(excess, u) / (h + l2[j]);
  }

  @Override
  public double violation(int j, double x, double q) {
    if (x != 0) {
      return Math.abs(q - l2[j] * x - Math.copySign(l1[j], x));
    }
    return Math.max(0, Math.abs(q) - l1[j]);
  }

  @Override
  public double derivative(int j, double x, double d) {
    return l2[j] * x * d + l1[j] * (x == 0 ? Math.abs(d) : Math.signum(x) * d);
  }

  @Override
  public boolean free(int j, double x, double q) {
    return l1[j] == 0 && l2[j] == 0;
  }

  @Override
  public boolean fixed(int j) {
    return l1[j] == Double.POSITIVE_INFINITY;
  }

  @Override
  public boolean smooth(int j, double x) {
    return x != 0 || l1[j] == 0;
  }

  @Override
  public double descent(int j, double x, double q) {
    return q - l2[j] * x - l1[j] * Math.signum(x);
  }

  @Override
  public double curvature(int j, double x) {
    return l2[j];
  }

  @Override
  public double end(int j, double x, double step) {
    return l1[j] > 0 && x * step < 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, step);
  }

  @Override
  public double needed(int j, double q) {
    return q == 0 ? 0 : Math.abs(q) / l1[j];
  }

  @Override
  public double dualScale(int j, double c) {
    return l2[j] == 0 && Math.abs(c) > l1[j] ? l1[j] / Math.abs(c) : 1;
  }

  @Override
  public double gap(int j, double x, double c) {
    double excess = Math.max(0, Math.abs(c) - l1[j]);
    double conjugate = l2[j] > 0 && excess > 0 ? excess * excess / (2 * l2[j]) : 0;
    return x == 0 ? conjugate : value(j, x) + conjugate - c * x;
  }
}
