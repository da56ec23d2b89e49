package io.glidepath.solve;

import io.glidepath.matrix.Blas;

/**
 * How close to optimal a point is, by its own numbers: the worst violation of the optimality
 * (Karush-Kuhn-Tucker) conditions and the duality gap.
 *
 * @param violation max_j of the distance of q_j to the subdifferential of the penalty at x_j, where
 *     q = c - Ax; in units of q
 * @param gap an upper bound of how much larger the objective is than its minimum; NaN if rounding
 *     allows none
 */
public record Certificate(double violation, double gap) {

  /**
   * Certifies a point. The gap is primal minus dual at the dual point t q; t is 1 unless a
   * coordinate without ridge needs it smaller to be feasible. Coordinates that neither a penalty
   * nor a limit holds are first made exactly stationary, which costs a solve in them.
   *
   * @param energy z'z, the squared length of the target in the units of the problem
   */
  public static Certificate of(
      QuadraticProblem problem, Penalty penalty, double[] x, double energy, Blas blas) {
    double[] q = problem.residual(x);
    double violation = violation(penalty, x, q);
    boolean[] free = new boolean[x.length];
    for (int j = 0; j < x.length; j++) {
      free[j] = penalty.free(j, x[j], q[j]);
    }
    double[] moved = x.clone();
    double correction = new FreeCoordinates(problem, free, blas).settle(moved, q);
    double t = 1;
    for (int j = 0; j < x.length; j++) {
      if (!free[j]) {
        t = Math.min(t, penalty.dualScale(j, q[j]));
      }
    }
    double residual = energy;
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      residual -= moved[j] * (problem.linear()[j] + q[j]);
      if (!free[j]) {
        sum += penalty.gap(j, x[j], t * q[j]);
      }
    }
    double gap = sum + correction + Math.max(0, residual) * (1 - t) * (1 - t) / 2;
    return new Certificate(violation, Math.max(0, gap));
  }

  /** The largest violation of any coordinate. */
  public static double violation(Penalty penalty, double[] x, double[] q) {
    double worst = 0;
    for (int j = 0; j < x.length; j++) {
      worst = Math.max(worst, penalty.violation(j, x[j], q[j]));
    }
    return worst;
  }
}
