package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricFactor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Newton step on the coordinates that lie within a piece of the penalty (the non-zero and the
 * smooth ones), the others held where they are, so that the penalised objective is quadratic: a
 * step that leaves no piece lands on the minimum. A little ridge around the current point keeps
 * dependent columns solvable; it vanishes at the fixed point, so it biases nothing, and along a
 * dependency it lets the penalty fall until a coordinate reaches the end of its piece.
 */
final class ActiveSetNewton {
  private static final int REFINEMENTS = 3;

  /** Of the tolerance: what is left of it is for the other coordinates and for rounding. */
  private static final double ENOUGH = 0.1;

  private final QuadraticProblem problem;
  private final Blas blas;
  private final double proximity;

  /**
   * @param proximity the ridge, relative to the diagonal: what is flatter converges slowly
   */
  ActiveSetNewton(QuadraticProblem problem, Blas blas, double proximity) {
    this.problem = problem;
    this.blas = blas;
    this.proximity = proximity;
  }

  /**
   * Improves x and q = c - Ax in place. A coordinate that would leave its piece (change its sign)
   * is set to the end of it (0) and left out, and the rest is solved again, until a step leaves
   * none: then x is the minimum among the points of these pieces. With a rough system that ends
   * after a few of them.
   *
   * @param tolerance of the gradient of the active coordinates; 0: as well as rounding lets it
   */
  void improve(Penalty penalty, double[] x, double[] q, double tolerance) {
    int[] active = active(penalty, x);
    while (active.length > 0) {
      ActiveSystem system = system(penalty, active, x);
      if (system == null) {
        return;
      }
      boolean left = !minimise(penalty, active, system, x, q, ENOUGH * tolerance);
      while (left && system.hold(ended(penalty, active, x))) {
        left = !minimise(penalty, active, system, x, q, ENOUGH * tolerance);
      }
      if (!left || system.rough()) {
        return;
      }
      active = active(penalty, x);
    }
  }

  private int[] active(Penalty penalty, double[] x) {
    return IntStream.range(0, x.length)
        .filter(j -> penalty.smooth(j, x[j]) && (x[j] != 0 || problem.diagonal(j) > 0))
        .toArray();
  }

  /** Positions among the active coordinates of those that have come to the end of their piece. */
  private static int[] ended(Penalty penalty, int[] active, double[] x) {
    return IntStream.range(0, active.length)
        .filter(a -> !penalty.smooth(active[a], x[active[a]]))
        .toArray();
  }

  /** Returns false if coordinates came to the end of their piece on the way. */
  private boolean minimise(
      Penalty penalty, int[] active, ActiveSystem system, double[] x, double[] q, double enough) {
    for (int i = 0; i < REFINEMENTS; i++) {
      double[] step = negativeGradient(penalty, active, x, q);
      system.release(step);
      if (i > 0 && Arrays.stream(step).allMatch(g -> Math.abs(g) <= enough)) {
        return true;
      }
      system.solve(step, enough / 2);
      if (!move(penalty, active, step, x, q)) {
        return false;
      }
    }
    return true;
  }

  /** Null if the curvature cannot be factorized. */
  private ActiveSystem system(Penalty penalty, int[] active, double[] x) {
    int n = active.length;
    double[] ridge = new double[n];
    for (int a = 0; a < n; a++) {
      int j = active[a];
      ridge[a] = penalty.curvature(j, x[j]) + proximity * problem.diagonal(j);
    }
    SymmetricFactor factor = problem.matrix().factor(active, ridge, blas);
    if (factor != null) {
      return new HeldSystem(n, factor, blas);
    }
    return problem.matrix().sparse()
        ? new ConjugateGradients(problem.matrix().part(active), ridge)
        : null;
  }

  private static double[] negativeGradient(Penalty penalty, int[] active, double[] x, double[] q) {
    double[] g = new double[active.length];
    for (int a = 0; a < active.length; a++) {
      int j = active[a];
      g[a] = penalty.descent(j, x[j], q[j]);
    }
    return g;
  }

  /** Takes a step; returns whether it went the whole way within all pieces. */
  private boolean move(Penalty penalty, int[] active, double[] step, double[] x, double[] q) {
    double reach = 1;
    for (int a = 0; a < active.length; a++) {
      int j = active[a];
      if (crosses(penalty, j, x[j], step[a])) {
        reach = Math.min(reach, (penalty.end(j, x[j], step[a]) - x[j]) / step[a]);
      }
    }
    if (reach == 1) {
      apply(active, step, 1, penalty, x, q);
      return true;
    }
    double[] triedX = x.clone();
    double[] triedQ = q.clone();
    apply(active, step, 1, penalty, triedX, triedQ);
    if (problem.objective(penalty, triedX, triedQ) < problem.objective(penalty, x, q)) {
      System.arraycopy(triedX, 0, x, 0, x.length);
      System.arraycopy(triedQ, 0, q, 0, q.length);
    } else {
      apply(active, step, reach, penalty, x, q);
    }
    return false;
  }

  private static boolean crosses(Penalty penalty, int j, double x, double step) {
    double end = penalty.end(j, x, step);
    return step < 0 ? x + step <= end : step > 0 && x + step >= end;
  }

  /** Goes a part of the step; what would leave its piece of the penalty stops at its end. */
  private void apply(
      int[] active, double[] step, double part, Penalty penalty, double[] x, double[] q) {
    double[] steps = new double[x.length];
    for (int a = 0; a < active.length; a++) {
      int j = active[a];
      boolean stops = crosses(penalty, j, x[j], part * step[a] * (1 + 1e-12));
      double moved = stops ? penalty.end(j, x[j], step[a]) - x[j] : part * step[a];
      if (moved != 0) {
        x[j] = stops ? penalty.end(j, x[j], step[a]) : x[j] + moved;
        steps[j] = moved;
      }
    }
    problem.matrix().subtractProduct(steps, q);
  }
}
