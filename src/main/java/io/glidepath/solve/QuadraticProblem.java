package io.glidepath.solve;

/**
 * The smooth part of a penalised least-squares problem in p unknowns,
 *
 * <pre>  f(x) = x'Ax / 2 - c'x  </pre>
 *
 * <p>with A symmetric and positive semidefinite: the Gram matrix of the columns, and c their
 * products with the target. The columns are usually scaled so that A has a unit diagonal.
 *
 * @param size p
 * @param gram A, all p x p of it, row by row
 * @param linear c
 */
public record QuadraticProblem(int size, double[] gram, double[] linear) {

  /** The negative gradient c - Ax. Cost: 2 p times the number of non-zeros of x. */
  public double[] residual(double[] x) {
    double[] q = linear.clone();
    for (int j = 0; j < size; j++) {
      if (x[j] != 0) {
        subtract(q, j, x[j]);
      }
    }
    return q;
  }

  /** f(x) + P(x), from q = c - Ax. */
  double objective(Penalty penalty, double[] x, double[] q) {
    double sum = penalty.value(x);
    for (int j = 0; j < size; j++) {
      sum -= x[j] * (linear[j] + q[j]) / 2;
    }
    return sum;
  }

  /** q := q - step A_j. */
  void subtract(double[] q, int j, double step) {
    int from = j * size;
    for (int k = 0; k < size; k++) {
      q[k] -= step * gram[from + k];
    }
  }

  double diagonal(int j) {
    return gram[j * size + j];
  }
}
