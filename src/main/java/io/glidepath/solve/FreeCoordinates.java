package io.glidepath.solve;

/** The coordinates without any penalty: their gradient must vanish for a dual bound to exist. */
final class FreeCoordinates {
  private final QuadraticProblem problem;
  private final int[] free;

  FreeCoordinates(QuadraticProblem problem, Penalty penalty) {
    this.problem = problem;
    this.free =
        java.util.stream.IntStream.range(0, problem.size())
            .filter(j -> Certificate.free(penalty, j) && problem.diagonal(j) > 0)
            .toArray();
  }

  /**
   * Minimises over these coordinates by Gauss-Seidel steps from x, in place of x and q = c - Ax.
   *
   * @return by how much the smooth objective fell
   */
  double settle(double[] x, double[] q) {
    double fall = 0;
    for (int sweep = 0; sweep < 1000; sweep++) {
      double largest = 0;
      for (int j : free) {
        double h = problem.diagonal(j);
        double step = q[j] / h;
        if (step != 0) {
          x[j] += step;
          fall += q[j] * step / 2;
          largest = Math.max(largest, Math.abs(step));
          problem.subtract(q, j, step);
        }
      }
      if (largest < 1e-17) {
        break;
      }
    }
    for (int j : free) {
      q[j] = 0;
    }
    return fall;
  }
}
