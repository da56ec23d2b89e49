package io.glidepath.family;

import io.glidepath.matrix.Lanes;
import java.util.List;

/**
 * What losses with the log link share: mu = e^eta, which stays e^300 beyond eta = 300, as larger
 * ones have no squares.
 *
 * <p>A term of a loss that is a power of e^eta goes on from there as the straight line that touches
 * it, beyond -300 if the power is a negative one: still convex, with the derivative of that point.
 */
interface LogLink extends Family {
  /** Linear predictors beyond give no larger powers of the mean. */
  double LARGEST = 300;

  /** Linear predictors beyond count as this far: products with a label or a mean stay finite. */
  double FARTHEST = 1e150;

  /** The linear predictor, if it is finite; a large number else. */
  static double finite(double eta) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, eta));
  }

  @Override
  default boolean degenerate(double meanLabel) {
    return meanLabel <= 0;
  }

  @Override
  default double link(double mean) {
    return Math.log(mean);
  }

  @Override
  default String predictor() {
    return "logarithm of the mean";
  }

  @Override
  default double mean(double eta) {
    return Math.exp(Math.min(LARGEST, eta));
  }

  @Override
  default void means(double[] eta, int from, int n) {
    for (int i = from; i < from + n; i++) {
      eta[i] = Math.min(LARGEST, eta[i]);
    }
    Lanes.exp(eta, from, n);
  }

  @Override
  default List<Metric> metrics() {
    return List.of(Metric.DEVIANCE, Metric.MSE);
  }

  @Override
  default List<Metric> selectable() {
    return List.of(Metric.DEVIANCE, Metric.MSE, Metric.MAE);
  }
}
