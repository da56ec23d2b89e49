package io.glidepath.path.general;

import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.CalibrationSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Calibration intercepts and slopes of some grid points by Newton steps in two unknowns, all points
 * and folds in the same passes. Not defined where a fold's linear predictors do not vary, where
 * they separate its classes, or where the steps do not settle. The first pass also finds the range
 * of the linear predictors, with which the last one sums observed and predicted means by bin.
 */
final class Calibration {
  private static final String PURPOSE = "calibration";
  private static final int MOST_STEPS = 25;
  private static final double SETTLED = 1e-8;

  /** Beyond it the fold's rows are separated. */
  private static final double LARGEST = 1e4;

  /** Smaller determinants, relative to the terms they are made of, are rounding. */
  private static final double SINGULAR = 1e-12;

  private final Evaluator data;
  private final Unknowns units;
  private final double[] thresholds;

  /**
   * @param thresholds of predictions, for confusions; none unless there are two classes
   */
  Calibration(Evaluator data, Unknowns units, double... thresholds) {
    this.data = data;
    this.units = units;
    this.thresholds = thresholds;
  }

  Calibrations calibrate(List<GridPoint> points, TrainedFolds folds) {
    int count = data.cells().folds();
    List<LinearModels> models =
        IntStream.range(0, count).mapToObj(f -> folds.models(f, points, units)).toList();
    double[][] lines = new double[count][];
    for (int f = 0; f < count; f++) {
      lines[f] = identity(points.size());
    }
    List<RankBins> located = List.of();
    boolean moving = !points.isEmpty();
    boolean[][] settled = new boolean[count][points.size()];
    for (int step = 0; step < MOST_STEPS && moving; step++) {
      List<CalibrationSums> sums =
          data.answer(
              PURPOSE,
              new CalibrationSums.Of(data.family()),
              data.cells().askHeldOut(f -> new CalibrationSums.Lines(models.get(f), lines[f])));
      if (step == 0) {
        located = sums.stream().map(sum -> located(sum, points.size())).toList();
      }
      moving = false;
      for (int f = 0; f < count; f++) {
        moving |= move(lines[f], sums.get(f), settled[f]);
      }
    }
    double[][] slope = new double[points.size()][count];
    double[][] intercept = new double[points.size()][count];
    for (int i = 0; i < points.size(); i++) {
      for (int f = 0; f < count; f++) {
        intercept[i][f] = settled[f][i] ? lines[f][2 * i] : Double.NaN;
        slope[i][f] = settled[f][i] ? lines[f][2 * i + 1] : Double.NaN;
      }
    }
    BinnedCalibration bins =
        new BinnedCalibration(data, folds, units, thresholds).ask(points, located);
    return new Calibrations(points, slope, intercept, bins.bins(), bins.confusions());
  }

  /** Lines that change nothing. */
  private static double[] identity(int models) {
    double[] lines = new double[2 * models];
    for (int i = 0; i < models; i++) {
      lines[2 * i + 1] = 1;
    }
    return lines;
  }

  /** The range of the models' linear predictors, as the pass before the first step found it. */
  private static RankBins located(CalibrationSums sums, int models) {
    return new RankBins(
        IntStream.range(0, models).mapToDouble(sums::centre).toArray(),
        IntStream.range(0, models).mapToDouble(sums::spread).toArray());
  }

  /** One Newton step for each line of a fold; returns whether any has still moved. */
  private static boolean move(double[] lines, CalibrationSums sums, boolean[] settled) {
    boolean moving = false;
    for (int i = 0; i < settled.length; i++) {
      if (settled[i] || Double.isNaN(lines[2 * i])) {
        continue;
      }
      double[] step = step(sums.gradient(i), sums.curvature(i));
      double size = Math.hypot(step[0], step[1]);
      double length = Math.hypot(lines[2 * i], lines[2 * i + 1]);
      double part = Math.min(1, 2 * (1 + length) / size);
      lines[2 * i] += part * step[0];
      lines[2 * i + 1] += part * step[1];
      settled[i] = size <= SETTLED * (1 + length);
      if (!settled[i] && !(length < LARGEST)) {
        Arrays.fill(lines, 2 * i, 2 * i + 2, Double.NaN);
      }
      moving |= !settled[i] && !Double.isNaN(lines[2 * i]);
    }
    return moving;
  }

  private static double[] step(double[] gradient, double[] curvature) {
    double determinant = curvature[0] * curvature[2] - curvature[1] * curvature[1];
    if (!(determinant > SINGULAR * curvature[0] * curvature[2])) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {
      (curvature[2] * gradient[0] - curvature[1] * gradient[1]) / determinant,
      (curvature[0] * gradient[1] - curvature[1] * gradient[0]) / determinant
    };
  }
}
