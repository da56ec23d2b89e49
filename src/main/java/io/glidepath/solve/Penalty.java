package io.glidepath.solve;

/**
 * The elastic-net penalty, coordinate by coordinate: sum_j l1_j |x_j| + l2_j x_j^2 / 2.
 *
 * <p>l1_j = 0 makes a coordinate smooth (ridge or unpenalised), l1_j = infinity keeps it at 0.
 */
public record Penalty(double[] l1, double[] l2) {

  /** The penalty's value at x. */
  public double value(double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        sum += l1[j] * Math.abs(x[j]) + l2[j] * x[j] * x[j] / 2;
      }
    }
    return sum;
  }

  boolean smooth(int j) {
    return l1[j] == 0;
  }

  /** The minimiser of h t^2/2 - u t + the penalty of coordinate j; 0 where it is undetermined. */
  double prox(int j, double u, double h) {
    double excess = Math.abs(u) - l1[j];
    if (!(excess > 0) || h + l2[j] <= 0) {
      return 0;
    }
    return Math.copySign(excess, u) / (h + l2[j]);
  }

  /**
   * How far coordinate j is from optimal: the distance of the negative gradient q_j of the smooth
   * part to the subdifferential of the penalty.
   */
  public double violation(int j, double x, double q) {
    if (x != 0) {
      return Math.abs(q - l2[j] * x - Math.copySign(l1[j], x));
    }
    return Math.max(0, Math.abs(q) - l1[j]);
  }

  /**
   * Coordinate j's part of the duality gap, a|x| + b x^2/2 + phi(c) - c x with phi the conjugate of
   * the penalty: at least 0.
   *
   * @param c the dual coordinate; within [-a, a] if b is 0
   */
  public double gap(int j, double x, double c) {
    double a = l1[j];
    double b = l2[j];
    double excess = Math.max(0, Math.abs(c) - a);
    double conjugate = b > 0 && excess > 0 ? excess * excess / (2 * b) : 0;
    if (x == 0) {
      return conjugate;
    }
    return a * Math.abs(x) + b * x * x / 2 + conjugate - c * x;
  }
}
