package io.glidepath.path;

import java.util.List;

/**
 * Calibration of some grid points on held-out rows: the regression, by the same loss, of the label
 * on the linear predictor of models that have not seen it. With slope 1 and intercept 0 predictions
 * are right on average; a slope below 1 says that the coefficients need more shrinking.
 *
 * @param slope one row a point, one value a fold; NaN where it is not defined
 * @param intercept likewise
 */
public record Calibrations(List<Point> points, double[][] slope, double[][] intercept) {

  /** A grid point. */
  public record Point(int alphaIndex, int gridIndex) {}
}
