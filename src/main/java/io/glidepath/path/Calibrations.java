package io.glidepath.path;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Held-out calibration at the selected grid points: in each fold, the intercept a and slope b of
 * the best model of the form eta = offset + a + b x'beta, with beta of the model trained without
 * the fold. A slope below 1 says that the coefficients still need shrinking.
 *
 * @param points where it was looked at, each once
 * @param slope b by [point][fold], folds as in {@link FoldScores}; NaN where not defined
 * @param intercept a, likewise
 */
public record Calibrations(List<Point> points, double[][] slope, double[][] intercept) {
  public Calibrations {
    points = List.copyOf(points);
  }

  /** A position on the surface. */
  public record Point(int alphaIndex, int gridIndex) {}

  /** Position in {@link #points} of a grid point; -1 if it is not among them. */
  public int indexOf(int alphaIndex, int gridIndex) {
    return IntStream.range(0, points.size())
        .filter(i -> points.get(i).equals(new Point(alphaIndex, gridIndex)))
        .findFirst()
        .orElse(-1);
  }
}
