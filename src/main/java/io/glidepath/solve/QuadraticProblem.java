package io.glidepath.solve;

import io.glidepath.matrix.SymmetricMatrix;

/**
 * The smooth part of a penalised least-squares problem in p unknowns,
 *
 * <pre>  f(x) = x'Ax / 2 - c'x  </pre>
 *
 * <p>with A symmetric and positive semidefinite: the Gram matrix of the columns, and c their
 * products with the target. The columns are usually scaled so that A has a unit diagonal.
 *
 * @param matrix A
 * @param linear c
 */
public record QuadraticProblem(SymmetricMatrix matrix, double[] linear) {

  /** p. */
  public int size() {
    return linear.length;
  }

  /** The negative gradient c - Ax. Cost: a product with A. */
  public double[] residual(double[] x) {
    double[] q = linear.clone();
    matrix.subtractProduct(x, q);
    return q;
  }

  /** f(x) + P(x), from q = c - Ax. */
  double objective(Penalty penalty, double[] x, double[] q) {
    double sum = penalty.value(x);
    for (int j = 0; j < x.length; j++) {
      sum -= x[j] * (linear[j] + q[j]) / 2;
    }
    return sum;
  }

  double diagonal(int j) {
    return matrix.diagonal(j);
  }
}
