package io.glidepath.path.quadratic;

import io.glidepath.path.Grid;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.solve.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns solved paths on all rows into the published surface: back to the scale of the data. */
final class SurfaceBuilder {
  private final TrainingProblem training;
  private final TrainedPaths paths;
  private final Grid grid;
  private final double tolerance;

  SurfaceBuilder(TrainingProblem training, TrainedPaths paths, Grid grid, double tolerance) {
    this.training = training;
    this.paths = paths;
    this.grid = grid;
    this.tolerance = tolerance;
  }

  Surface build(RowErrors rows) {
    List<List<SurfacePoint>> surface = new ArrayList<>();
    for (int a = 0; a < grid.alphas().length; a++) {
      List<SurfacePoint> path = new ArrayList<>();
      for (int k = 0; k < grid.lambdas()[a].length; k++) {
        path.add(point(a, k, rows));
      }
      surface.add(path);
    }
    return new Surface(surface);
  }

  private SurfacePoint point(int a, int k, RowErrors rows) {
    StandardUnits units = paths.units();
    double unitSquared = units.target() * units.target();
    double[] x = paths.standardized(a, k);
    double ratio =
        rows.squaredOnAllRows(a, k).stream()
            .map(mse -> mse / unitSquared)
            .findFirst()
            .orElse(paths.deviance(a, k));
    SparseCoefficients coefficients = coefficients(x, units);
    Penalty penalty = training.fullPenalty(grid.alphas()[a], grid.lambdas()[a][k]);
    return new SurfacePoint(
        grid.alphas()[a],
        k,
        grid.lambdas()[a][k],
        units.intercept(x),
        coefficients,
        coefficients.l1Norm(),
        coefficients.l2Norm(),
        ratio * unitSquared,
        1 - ratio,
        unitSquared * (ratio / 2 + penalty.value(x)),
        paths.violation(a, k),
        paths.gap(a, k),
        paths.violation(a, k) <= tolerance);
  }

  private static SparseCoefficients coefficients(double[] x, StandardUnits units) {
    double[] gamma = Arrays.stream(x).map(v -> v * units.target()).toArray();
    return SparseCoefficients.of(units.coefficients(x), gamma);
  }
}
