package io.glidepath.solve;

/** A penalty that only this test knows: slopes of its own to either side of 0, and a curvature. */
class AsymmetricPenaltyTest extends PenaltyContract {

  /** P_j(x) = up max(x, 0) + down max(-x, 0) + l2 x^2 / 2. */
  private record Asymmetric(double up, double down, double l2) implements Penalty {

    private double side(double x) {
      return x > 0 ? up : x < 0 ? -down : 0;
    }

    @Override
    public double value(int j, double x) {
      return side(x) * x + l2 * x * x / 2;
    }

    @Override
    public double prox(int j, double u, double h) {
      return u > up ? (u - up) / (h + l2) : u < -down ? (u + down) / (h + l2) : 0;
    }

    @Override
    public double violation(int j, double x, double q) {
      return x == 0 ? Math.max(0, Math.max(q - up, -down - q)) : Math.abs(descent(j, x, q));
    }

    @Override
    public double derivative(int j, double x, double d) {
      return x == 0 ? side(d) * d : -descent(j, x, 0) * d;
    }

    @Override
    public boolean free(int j, double x, double q) {
      return false;
    }

    @Override
    public boolean fixed(int j) {
      return false;
    }

    @Override
    public boolean smooth(int j, double x) {
      return x != 0;
    }

    @Override
    public double descent(int j, double x, double q) {
      return q - side(x) - l2 * x;
    }

    @Override
    public double curvature(int j, double x) {
      return l2;
    }

    @Override
    public double end(int j, double x, double step) {
      return x * step < 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, step);
    }

    @Override
    public double dualScale(int j, double c) {
      return 1;
    }

    @Override
    public double gap(int j, double x, double c) {
      double excess = Math.max(0, Math.max(c - up, -down - c));
      return value(j, x) + excess * excess / (2 * l2) - c * x;
    }
  }

  @Override
  Penalty penalty(int size) {
    return new Asymmetric(0.5, 0.1, 0.2);
  }

  @Override
  int kinds() {
    return 1;
  }
}
