package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.Calibrations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One metric of one grid point on held-out rows; what is not defined is NaN.
 *
 * @param metric its name in the tables
 * @param foldValues one for each fold
 * @param error within which the mean is known; 0 where it is exact
 */
public record PointScore(
    String metric, double[] foldValues, double mean, double standardError, double error) {

  /** All that is known of a grid point, in the order in which it is published. */
  public static List<PointScore> of(
      CrossValidation validation, Optional<Calibrations> calibrations, int alpha, int grid) {
    List<PointScore> scores = new ArrayList<>();
    for (CrossValidation.Curves c : validation.curves()) {
      scores.add(
          new PointScore(
              c.metric(),
              c.foldValues()[alpha][grid],
              c.mean()[alpha][grid],
              c.standardError()[alpha][grid],
              c.error()[alpha][grid]));
    }
    calibrations.ifPresent(
        c -> {
          int at = c.indexOf(alpha, grid);
          if (at >= 0) {
            scores.add(averaged(Metric.CALIBRATION_SLOPE, c.slope()[at], validation));
            scores.add(averaged(Metric.CALIBRATION_INTERCEPT, c.intercept()[at], validation));
          }
        });
    return scores;
  }

  private static PointScore averaged(Metric metric, double[] values, CrossValidation validation) {
    FoldMean mean = FoldMean.of(values, validation.cells());
    return new PointScore(metric.label(), values, mean.mean(), mean.standardError(), 0);
  }

  @Override
  public String toString() {
    return metric
        + " "
        + mean
        + " ("
        + standardError
        + "; by fold "
        + Arrays.toString(foldValues)
        + ")";
  }
}
