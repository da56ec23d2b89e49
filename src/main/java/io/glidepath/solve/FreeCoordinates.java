package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import java.util.stream.IntStream;

/**
 * The coordinates that nothing holds where they are, no penalty and no limit: their gradient must
 * vanish for a dual bound to exist.
 *
 * <p>Cost: f^3/3 flops to factorize f of them, once.
 */
final class FreeCoordinates {
  /** Keeps dependent columns solvable; refinement takes its effect out again. */
  private static final double RIDGE = 1e-12;

  private static final int REFINEMENTS = 10;

  private final QuadraticProblem problem;
  private final int[] free;
  private final Blas blas;

  FreeCoordinates(QuadraticProblem problem, boolean[] free, Blas blas) {
    this.problem = problem;
    this.free =
        IntStream.range(0, problem.size())
            .filter(j -> free[j] && problem.diagonal(j) > 0)
            .toArray();
    this.blas = blas;
  }

  /**
   * Minimises over these coordinates from x, in place of x and q = c - Ax.
   *
   * @return by how much the smooth objective can fall from here, to within rounding; NaN if that
   *     cannot be told
   */
  double settle(double[] x, double[] q) {
    if (free.length == 0) {
      return 0;
    }
    double[] factor = problem.matrix().block(free);
    for (int a = 0; a < free.length; a++) {
      factor[a * free.length + a] *= 1 + RIDGE;
    }
    if (!blas.factorize(free.length, factor)) {
      return Double.NaN;
    }
    double fall = 0;
    double ahead = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REFINEMENTS; i++) {
      double[] step = newtonStep(factor, q);
      double promised = product(step, q);
      if (promised >= ahead) {
        break; // rounding has taken over
      }
      ahead = promised;
      double[] before = q.clone();
      move(step, x, q);
      fall += (product(step, before) + product(step, q)) / 2;
    }
    double left = Math.max(0, product(newtonStep(factor, q), q));
    for (int j : free) {
      q[j] = 0;
    }
    return Math.max(0, fall) + left;
  }

  private double[] newtonStep(double[] factor, double[] q) {
    double[] step = IntStream.of(free).mapToDouble(j -> q[j]).toArray();
    blas.solveFactorized(free.length, factor, step);
    return step;
  }

  private double product(double[] step, double[] q) {
    double sum = 0;
    for (int a = 0; a < free.length; a++) {
      sum += step[a] * q[free[a]];
    }
    return sum;
  }

  private void move(double[] step, double[] x, double[] q) {
    double[] moved = new double[x.length];
    for (int a = 0; a < free.length; a++) {
      moved[free[a]] = step[a];
      x[free[a]] += step[a];
    }
    problem.matrix().subtractProduct(moved, q);
  }
}
