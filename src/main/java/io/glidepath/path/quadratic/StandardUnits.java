package io.glidepath.path.quadratic;

import io.glidepath.solve.Bounds;
import io.glidepath.stats.Moments;
import java.util.stream.IntStream;

/**
 * The units in which a training set is solved, and the way back: columns in units of their
 * population standard deviation, the target in units of its own (of its root mean square without
 * intercept).
 */
final class StandardUnits {
  private final boolean intercept;
  private final double[] mean;
  private final double[] deviation;
  private final double targetMean;
  private final double targetUnit;
  private final Bounds bounds;
  private final Bounds standardBounds;

  /**
   * @param bounds of the coefficients on the scale of the data
   */
  StandardUnits(Moments moments, boolean intercept, Bounds bounds) {
    int p = moments.columns();
    double sd = moments.deviation(p);
    this.intercept = intercept;
    this.mean = IntStream.range(0, p).mapToDouble(moments::mean).toArray();
    this.deviation = IntStream.range(0, p).mapToDouble(moments::deviation).toArray();
    this.targetMean = moments.mean(p);
    this.targetUnit = intercept ? sd : Math.hypot(sd, targetMean);
    this.bounds = bounds;
    this.standardBounds =
        bounds.of(
            IntStream.range(0, p).toArray(), j -> targetUnit == 0 ? 0 : deviation[j] / targetUnit);
  }

  /** Limits of standardized coefficients. */
  Bounds bounds() {
    return standardBounds;
  }

  boolean intercept() {
    return intercept;
  }

  int columns() {
    return mean.length;
  }

  /** sd_j; 0 for a constant column. */
  double deviation(int j) {
    return deviation[j];
  }

  /** 0 if there is nothing to explain. */
  double target() {
    return targetUnit;
  }

  /** The coefficient on the scale of the data of a standardized one: at its limit if that is. */
  double coefficient(int j, double standardized) {
    if (standardized == 0) {
      return 0;
    }
    double inside = standardized * (targetUnit / deviation[j]);
    return standardBounds.carried(j, standardized, bounds, j, inside);
  }

  /** The same for all columns. */
  double[] coefficients(double[] standardized) {
    return IntStream.range(0, standardized.length)
        .mapToDouble(j -> coefficient(j, standardized[j]))
        .toArray();
  }

  /** The coefficients of standardized ones, times the deviations that the columns have there. */
  double[] inDeviations(StandardUnits there, double[] standardized) {
    double[] gamma = new double[standardized.length];
    for (int j = 0; j < gamma.length; j++) {
      if (standardized[j] != 0) {
        gamma[j] = standardized[j] * targetUnit * (there.deviation[j] / deviation[j]);
      }
    }
    return gamma;
  }

  /** The intercept that goes with standardized coefficients, 0 for models without. */
  double intercept(double[] standardized) {
    if (!intercept) {
      return 0;
    }
    double sum = targetMean;
    for (int j = 0; j < standardized.length; j++) {
      if (standardized[j] != 0) {
        sum -= mean[j] * coefficient(j, standardized[j]);
      }
    }
    return sum;
  }
}
