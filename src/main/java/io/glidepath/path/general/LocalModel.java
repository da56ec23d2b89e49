package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.solve.Penalty;
import io.glidepath.solve.QuadraticProblem;
import io.glidepath.solve.QuadraticSolver;

/**
 * The loss around a point x as if it were quadratic: f(x) - g'(y - x) + (y - x)' H (y - x) / 2 with
 * g = -f'(x) and H about f''(x), p x p and symmetric.
 */
final class LocalModel {
  private LocalModel() {}

  /**
   * The minimum of the model plus the penalty.
   *
   * @param gradient g
   * @param tolerance of the violation of the optimality conditions, in units of g
   */
  static double[] minimum(
      double[] curvature,
      double[] x,
      double[] gradient,
      Penalty penalty,
      double tolerance,
      Blas blas) {
    int p = x.length;
    double[] linear = product(curvature, x);
    for (int j = 0; j < p; j++) {
      linear[j] += gradient[j];
    }
    double[] solution = x.clone();
    new QuadraticSolver(new QuadraticProblem(p, curvature, linear), blas)
        .solve(penalty, solution, tolerance);
    return solution;
  }

  /** H x. Cost: 2 p flops for each element of x that is not 0. */
  static double[] product(double[] matrix, double[] x) {
    int p = x.length;
    double[] product = new double[p];
    for (int j = 0; j < p; j++) {
      if (x[j] != 0) {
        for (int k = 0, at = j * p; k < p; k++, at++) {
          product[k] += matrix[at] * x[j];
        }
      }
    }
    return product;
  }
}
