package io.glidepath.solve;

/**
 * A penalty within limits: P_j(x) for lower_j <= x <= upper_j, infinite elsewhere.
 *
 * @param of the penalty inside
 */
public record BoundedPenalty(Penalty of, Bounds bounds) implements Penalty {

  @Override
  public double value(int j, double x) {
    return x < bounds.lower()[j] || x > bounds.upper()[j]
        ? Double.POSITIVE_INFINITY
        : of.value(j, x);
  }

  @Override
  public double prox(int j, double u, double h) {
    return clamp(j, of.prox(j, u, h)); // convex along a line: the nearest point is the best
  }

  private double clamp(int j, double x) {
    return Math.min(bounds.upper()[j], Math.max(bounds.lower()[j], x));
  }

  private boolean low(int j, double x) {
    return x <= bounds.lower()[j];
  }

  private boolean high(int j, double x) {
    return x >= bounds.upper()[j];
  }

  /** At a limit only the way back inside counts. */
  @Override
  public double violation(int j, double x, double q) {
    boolean low = low(j, x);
    boolean high = high(j, x);
    if (!low && !high) {
      return of.violation(j, x, q);
    }
    double up = high ? 0 : q - of.derivative(j, x, 1);
    double down = low ? 0 : -q - of.derivative(j, x, -1);
    return Math.max(0, Math.max(up, down));
  }

  @Override
  public double derivative(int j, double x, double d) {
    return (d < 0 && low(j, x)) || (d > 0 && high(j, x))
        ? Double.POSITIVE_INFINITY
        : of.derivative(j, x, d);
  }

  @Override
  public boolean free(int j, double x, double q) {
    return of.free(j, x, q) && !(low(j, x) && q <= 0) && !(high(j, x) && q >= 0);
  }

  @Override
  public boolean fixed(int j) {
    return of.fixed(j) || bounds.lower()[j] == bounds.upper()[j];
  }

  @Override
  public boolean smooth(int j, double x) {
    return !low(j, x) && !high(j, x) && of.smooth(j, x);
  }

  @Override
  public double descent(int j, double x, double q) {
    return of.descent(j, x, q);
  }

  @Override
  public double curvature(int j, double x) {
    return of.curvature(j, x);
  }

  @Override
  public double end(int j, double x, double step) {
    double end = of.end(j, x, step);
    return step < 0 ? Math.max(bounds.lower()[j], end) : Math.min(bounds.upper()[j], end);
  }

  /** A limit at 0 holds whatever pushes against it. */
  @Override
  public double needed(int j, double q) {
    return bounds.open(j, q) ? of.needed(j, q) : 0;
  }

  /** With a limit on its side, the conjugate is finite at any c. */
  @Override
  public double dualScale(int j, double c) {
    double limit = c > 0 ? bounds.upper()[j] : bounds.lower()[j];
    return Double.isInfinite(limit) ? of.dualScale(j, c) : 1;
  }

  @Override
  public double gap(int j, double x, double c) {
    double limit = c > 0 ? bounds.upper()[j] : bounds.lower()[j];
    double best = of.dualScale(j, c) < 1 ? limit : of.prox(j, c, 0); // maximises c g - P_j(g)
    double within = clamp(j, best);
    return within == best && of.dualScale(j, c) == 1
        ? of.gap(j, x, c)
        : Math.max(0, value(j, x) - value(j, within) + c * (within - x));
  }
}
