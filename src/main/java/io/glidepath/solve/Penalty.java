package io.glidepath.solve;

/**
 * A convex penalty that is a sum over coordinates, P(x) = sum_j P_j(x_j), as solvers and
 * certificates need to know it. Each P_j is least at 0, and made of pieces that are quadratic.
 */
public interface Penalty {

  /** P_j(x). */
  double value(int j, double x);

  /** P(x). */
  default double value(double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        sum += value(j, x[j]);
      }
    }
    return sum;
  }

  /** The t that minimises h t^2 / 2 - u t + P_j(t); 0 where it is undetermined. */
  double prox(int j, double u, double h);

  /**
   * How far coordinate j is from optimal: the distance of the negative gradient q_j of the smooth
   * part to the subdifferential of P_j.
   */
  double violation(int j, double x, double q);

  /** The derivative of P_j at x along a step d, which P_j may change its direction at. */
  double derivative(int j, double x, double d);

  /**
   * Whether P_j is 0 around x, or on the side of x that the negative gradient q points to, so that
   * nothing but q = 0 is optimal.
   */
  boolean free(int j, double x, double q);

  /** Whether P_j leaves nothing but 0. */
  boolean fixed(int j);

  /** Whether x lies within a piece of P_j, so that a Newton step can start there. */
  boolean smooth(int j, double x);

  /** What the first derivative of the piece that x lies in leaves of the negative gradient q. */
  double descent(int j, double x, double q);

  /** The second derivative of the piece that x lies in. */
  double curvature(int j, double x);

  /** Where the piece that x lies in ends in the direction of a step; infinite if it does not. */
  double end(int j, double x, double step);

  /**
   * How much steeper P_j would have to be at 0 to hold a negative gradient q there: the factor that
   * its slopes need. At most 1 where it does hold it, infinite where it has no slope.
   */
  double needed(int j, double q);

  /** The largest t up to 1 for which the conjugate of P_j is finite at t c. */
  double dualScale(int j, double c);

  /**
   * Coordinate j's part of the duality gap, P_j(x) + P_j*(c) - c x with P_j* the conjugate: at
   * least 0.
   *
   * @param c the dual coordinate, where the conjugate is finite
   */
  double gap(int j, double x, double c);
}
