package io.glidepath.path.quadratic;

import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.path.Baselines;
import io.glidepath.path.Calibrations;
import io.glidepath.path.FoldModel;
import io.glidepath.path.FoldScores;
import io.glidepath.path.Grid;
import io.glidepath.path.GridPoint;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.Stability;
import io.glidepath.path.SweepListener;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models of cross-validation, one set of paths for each fold left out, with their held-out
 * squared errors. Training moments are merged from the cells that train, never subtracted from the
 * whole.
 */
final class FoldModels {
  private final Cells cells;
  private final SecondMoments moments;
  private final ModelSpec model;
  private final PenaltyTerms terms;
  private final Grid grid;
  private final Blas blas;
  private final TrainedPaths[] paths;
  private final double[][][] squared;
  private final double[] ofTrainingMean;
  private final boolean[][] cancelled;

  private FoldModels(
      SecondMoments moments, ModelSpec model, PenaltyTerms terms, Grid grid, Blas blas) {
    int alphas = grid.alphas().length;
    int lambdas = grid.count();
    this.cells = moments.cells().heldOut();
    this.moments = moments;
    this.model = model;
    this.terms = terms;
    this.grid = grid;
    this.blas = blas;
    this.paths = new TrainedPaths[cells.size()];
    this.squared = new double[alphas][lambdas][cells.size()];
    this.ofTrainingMean = new double[cells.size()];
    this.cancelled = new boolean[alphas][lambdas];
  }

  /**
   * Trains the models of each fold in turn, on all but the fold or on what comes before it.
   *
   * @param moments of at least two folds
   */
  static FoldModels train(
      SecondMoments moments,
      ModelSpec model,
      PenaltyTerms terms,
      Grid grid,
      Blas blas,
      SweepListener listener) {
    return new FoldModels(moments, model, terms, grid, blas)
        .solve(
            (f, problem) -> TrainedPaths.solve(problem, grid, model.foldTolerance(), false, blas),
            listener);
  }

  /** The same models and those of a longer grid; only the new ones are trained. */
  FoldModels further(Grid longer, SweepListener listener) {
    return new FoldModels(moments, model, terms, longer, blas)
        .solve(
            (f, problem) -> paths[f].further(problem, longer, model.foldTolerance(), false, blas),
            listener);
  }

  private interface Solver {
    TrainedPaths solve(int f, TrainingProblem problem);
  }

  private FoldModels solve(Solver solver, SweepListener listener) {
    long size = grid.size();
    for (int f = 0; f < cells.size(); f++) {
      RowMoments training = moments.training(HeldOut.cell(f));
      paths[f] = solver.solve(f, new TrainingProblem(training, model, terms, blas));
      score(f, training.columns(), moments.of(f));
      listener.solved("models of folds", (f + 1) * size, cells.size() * size);
    }
    return this;
  }

  /** Regresses what was held out on its predictions, from the moments. */
  Calibrations calibrate(List<GridPoint> points) {
    double[][] slope = new double[points.size()][cells.size()];
    double[][] intercept = new double[points.size()][cells.size()];
    for (int f = 0; f < cells.size(); f++) {
      HeldOutErrors errors =
          new HeldOutErrors(
              paths[f], moments.training(HeldOut.cell(f)).columns(), moments.of(f), blas);
      for (int i = 0; i < points.size(); i++) {
        HeldOutErrors.Line line = errors.calibration(points.get(i));
        slope[i][f] = line.slope();
        intercept[i][f] = line.intercept();
      }
    }
    return new Calibrations(points, slope, intercept, List.of());
  }

  /**
   * How steady coefficients are from fold to fold.
   *
   * @param whole units of all rows
   */
  Stability stability(List<GridPoint> points, StandardUnits whole) {
    return Stability.of(
        points,
        cells.size(),
        whole.columns(),
        (f, point) ->
            paths[f]
                .units()
                .inDeviations(whole, paths[f].standardized(point.alphaIndex(), point.gridIndex())));
  }

  private void score(int f, Moments training, RowMoments heldOut) {
    HeldOutErrors errors = new HeldOutErrors(paths[f], training, heldOut, blas);
    ofTrainingMean[f] = errors.ofTrainingMean();
    for (int a = 0; a < squared.length; a++) {
      HeldOutErrors.Errors path = errors.along(a);
      for (int k = 0; k < path.squared().length; k++) {
        squared[a][k][f] = path.squared()[k];
        cancelled[a][k] |= path.cancelled()[k];
      }
    }
  }

  /** The folds. */
  Cells cells() {
    return cells;
  }

  /** The model of a grid point without the fold at a position. */
  FoldModel model(int f, GridPoint point) {
    StandardUnits units = paths[f].units();
    double[] x = paths[f].standardized(point.alphaIndex(), point.gridIndex());
    return new FoldModel(cells.name(f), units.intercept(x), units.coefficients(x));
  }

  TrainedPaths paths(int f) {
    return paths[f];
  }

  /** Held-out mean squared errors as the moments tell them: [alpha][grid index][fold]. */
  double[][][] squared() {
    return squared;
  }

  /** Whether the moments do not tell the error of a grid point in some fold. */
  boolean cancelled(int a, int k) {
    return cancelled[a][k];
  }

  double worstViolation() {
    double worst = 0;
    for (TrainedPaths fold : paths) {
      worst = Math.max(worst, fold.worstViolation());
    }
    return worst;
  }

  /** Number of models that were left with more violation than allowed. */
  int missed(double tolerance) {
    return Arrays.stream(paths).mapToInt(p -> p.missed(tolerance)).sum();
  }

  /** The scores by every metric; what rows have told replaces what moments say. */
  FoldScores scores(RowErrors rows) {
    double[][][] mse = table((a, k, f) -> rows.squared(this, f, a, k).orElse(squared[a][k][f]));
    Map<Metric, double[][][]> values = new LinkedHashMap<>();
    values.put(Metric.DEVIANCE, mse);
    values.put(Metric.MSE, mse);
    values.put(Metric.RMSE, table((a, k, f) -> Math.sqrt(mse[a][k][f])));
    values.put(
        Metric.R2,
        table(
            (a, k, f) ->
                ofTrainingMean[f] > 0 ? 1 - mse[a][k][f] / ofTrainingMean[f] : Double.NaN));
    if (rows.absoluteErrors()) {
      values.put(Metric.MAE, table((a, k, f) -> rows.absolute(this, f, a, k)));
    }
    return new FoldScores(cells, values, Baselines.NONE);
  }

  private interface Score {
    double of(int a, int k, int f);
  }

  private double[][][] table(Score score) {
    double[][][] table = new double[squared.length][squared[0].length][cells.size()];
    for (int a = 0; a < table.length; a++) {
      for (int k = 0; k < table[a].length; k++) {
        for (int f = 0; f < cells.size(); f++) {
          table[a][k][f] = score.of(a, k, f);
        }
      }
    }
    return table;
  }
}
