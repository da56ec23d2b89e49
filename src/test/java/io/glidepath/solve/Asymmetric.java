package io.glidepath.solve;

/**
 * A penalty that only tests know, five times as steep above 0 as below: P_j(x) = l1_j max(x, 0) +
 * l1_j / 5 max(-x, 0) + l2_j x^2 / 2.
 */
public record Asymmetric(double[] l1, double[] l2) implements Penalty {

  private double up(int j) {
    return l1[j];
  }

  private double down(int j) {
    return l1[j] / 5;
  }

  private double side(int j, double x) {
    return x > 0 ? up(j) : x < 0 ? -down(j) : 0;
  }

  @Override
  public double value(int j, double x) {
    return side(j, x) * x + l2[j] * x * x / 2;
  }

  @Override
  public double prox(int j, double u, double h) {
    return u > up(j) ? (u - up(j)) / (h + l2[j]) : u < -down(j) ? (u + down(j)) / (h + l2[j]) : 0;
  }

  @Override
  public double violation(int j, double x, double q) {
    return x == 0 ? Math.max(0, Math.max(q - up(j), -down(j) - q)) : Math.abs(descent(j, x, q));
  }

  @Override
  public double derivative(int j, double x, double d) {
    return x == 0 ? side(j, d) * d : -descent(j, x, 0) * d;
  }

  @Override
  public boolean free(int j, double x, double q) {
    return false;
  }

  @Override
  public boolean fixed(int j) {
    return l1[j] == Double.POSITIVE_INFINITY;
  }

  @Override
  public boolean smooth(int j, double x) {
    return x != 0;
  }

  @Override
  public double descent(int j, double x, double q) {
    return q - side(j, x) - l2[j] * x;
  }

  @Override
  public double curvature(int j, double x) {
    return l2[j];
  }

  @Override
  public double end(int j, double x, double step) {
    return x * step < 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, step);
  }

  @Override
  public double needed(int j, double q) {
    return q > 0 ? q / up(j) : -q / down(j);
  }

  @Override
  public double dualScale(int j, double c) {
    return 1;
  }

  @Override
  public double gap(int j, double x, double c) {
    double excess = Math.max(0, Math.max(c - up(j), -down(j) - c));
    return value(j, x) + excess * excess / (2 * l2[j]) - c * x;
  }
}
