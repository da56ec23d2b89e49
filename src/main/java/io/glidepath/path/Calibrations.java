package io.glidepath.path;

import io.glidepath.family.Confusion;
import java.util.List;

/**
 * Held-out calibration at the selected grid points: in each fold, the intercept a and slope b of
 * the best model of the form eta = offset + a + b x'beta, with beta of the model trained without
 * the fold. A slope below 1 says that the coefficients still need shrinking.
 *
 * @param points where it was looked at, each once
 * @param slope b by [point][fold], folds as in {@link FoldScores}; NaN where not defined
 * @param intercept a, likewise
 * @param bins observed against predicted means, point after point, by fold and bin; empty for
 *     squared error
 * @param confusions of each point, over the rows of all folds, one for each threshold; empty unless
 *     there are two classes
 */
public record Calibrations(
    List<GridPoint> points,
    double[][] slope,
    double[][] intercept,
    List<CalibrationBin> bins,
    List<List<Confusion>> confusions) {
  public Calibrations {
    points = List.copyOf(points);
    bins = List.copyOf(bins);
    confusions = List.copyOf(confusions);
  }

  /** Without confusions. */
  public Calibrations(
      List<GridPoint> points, double[][] slope, double[][] intercept, List<CalibrationBin> bins) {
    this(points, slope, intercept, bins, List.of());
  }

  /** Position in {@link #points} of a grid point; -1 if it is not among them. */
  public int indexOf(int alphaIndex, int gridIndex) {
    return points.indexOf(new GridPoint(alphaIndex, gridIndex));
  }
}
