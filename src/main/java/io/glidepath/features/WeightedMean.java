package io.glidepath.features;

import io.glidepath.failure.JobFailure;
import io.glidepath.failure.WeightSum;
import java.io.Serializable;

/**
 * The weighted mean sum(w x) / sum(w), rounded once.
 *
 * <p>Values and weights from 1e-300 to 1e300 neither overflow nor vanish: products outside the
 * middle of the exponent range are summed apart, scaled by a power of two. Without a value the mean
 * is NaN.
 */
final class WeightedMean implements Serializable {
  private static final double LARGE = 0x1p900;
  private static final double SMALL = 0x1p-800;
  private static final double UP = 0x1p512;
  private static final double DOWN = 0x1p-512;

  private final LongSum weight = new LongSum();
  private final LongSum middle = new LongSum();
  private final LongSum large = new LongSum();
  private final LongSum small = new LongSum();

  /**
   * @param w positive and finite
   * @param x finite
   */
  void add(double w, double x) {
    weight.add(w);
    double size = Math.abs(w * x);
    if (size > LARGE) {
      large.addProduct(w * 0x1p-256, x * 0x1p-256);
    } else if (size >= SMALL || x == 0) {
      middle.addProduct(w, x);
    } else {
      small.addProduct(w * 0x1p256, x * 0x1p256);
    }
  }

  void add(WeightedMean other) {
    weight.add(other.weight);
    middle.add(other.middle);
    large.add(other.large);
    small.add(other.small);
  }

  /**
   * The mean.
   *
   * @throws JobFailure BAD_DATA if the sum of the weights is not a finite number
   */
  double value() {
    if (!Double.isFinite(weight.value())) {
      WeightSum.require(weight.value(), "the weights of the rows with a value");
    }
    if (weight.value() == 0) {
      return Double.NaN;
    }
    return middle.over(weight) + large.over(weight) * UP + small.over(weight) * DOWN;
  }
}
