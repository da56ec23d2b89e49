package io.glidepath.path.general;

import io.glidepath.matrix.SymmetricMatrix;
import java.util.stream.IntStream;

/**
 * How the gradient of the loss has changed along a step s, y = H s, as BFGS builds it into an
 * approximation of H:
 *
 * <pre>  H + y y' / (y's) - H s s'H / (s'H s)  </pre>
 *
 * @param step s
 * @param change y
 */
record Secant(double[] step, double[] change) {

  /** The unknowns that have moved. */
  int[] moved() {
    return IntStream.range(0, step.length).filter(j -> step[j] != 0).toArray();
  }

  /**
   * Corrects a curvature, in place.
   *
   * @param columns of the unknowns it is of, those that have moved among them
   */
  void correct(SymmetricMatrix curvature, int[] columns) {
    double[] s = LocalModel.chosen(step, columns);
    double[] y = LocalModel.chosen(change, columns);
    double[] predicted = curvature.product(s);
    double along = 0;
    double expected = 0;
    for (int j = 0; j < s.length; j++) {
      along += y[j] * s[j];
      expected += predicted[j] * s[j];
    }
    // beyond these the step was too long, or rounding speaks
    if (!(along > 0.1 * expected && along < 10 * expected)) {
      return;
    }
    curvature.addRanks(y, along, predicted, expected);
  }
}
