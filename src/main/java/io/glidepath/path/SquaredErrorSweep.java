package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Blas;
import io.glidepath.stats.Moments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The engine for squared-error loss: one pass over the data yields the second moments of every
 * fold, and everything else follows from them. A second pass is asked for only where rows are
 * needed: absolute errors, and squared errors near a perfect fit.
 *
 * <p>Memory: 8 p^2 bytes for each fold and three times that to work with. Time: the pass, and for
 * each training set the paths of all alphas.
 */
public final class SquaredErrorSweep {
  /** So that errors a million times larger or smaller still have squares. */
  private static final double SMALLEST_UNIT = 1e-140;

  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public SquaredErrorSweep(ModelSpec model, SweepSpec sweep, Blas blas) {
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
  }

  /**
   * Computes the surface.
   *
   * @param penaltyFactors one for each design column, as configured
   * @throws JobFailure BAD_DATA if the label is constant or of a scale that has no squares, or all
   *     rows are in one fold; CONFIGURATION if there are more folds than rows
   */
  public SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling) {
    SortedMap<Integer, Moments> moments = timed("pass", data::moments);
    passes.put("moments", 1);
    Moments all = new Moments(penaltyFactors.length);
    moments.values().forEach(all::combine);
    checkLabel(all);
    checkFolds(resampling, moments.size(), all.rows());
    double[] factors = rescaled(penaltyFactors);
    TrainingProblem problem = new TrainingProblem(all, model, factors, blas);
    checkLabelUnit(problem.units().target());
    Grid grid = Grid.of(sweep, problem.largestLambda(), all.rows(), penaltyFactors.length);
    TrainedPaths paths =
        timed("solve", () -> TrainedPaths.solve(problem, grid, model.tolerance(), true, blas));
    Optional<FoldModels> folds =
        resampling.enabled()
            ? Optional.of(
                timed("solve folds", () -> FoldModels.train(moments, model, factors, grid, blas)))
            : Optional.empty();
    RowErrors rows = new RowErrors(paths, paths.deviances(), folds, resampling.absoluteErrors());
    if (rows.needed()) {
      timed("residual pass", () -> rows.ask(data, moments.keySet()));
      passes.put("residuals", 1);
    }
    Surface surface = new SurfaceBuilder(problem, paths, grid, model.tolerance()).build(rows);
    return new SurfaceFit(
        surface,
        IntStream.range(0, penaltyFactors.length).mapToObj(problem::summary).toList(),
        folds.map(f -> f.scores(rows)),
        all.rows(),
        folds.map(FoldModels::worstViolation).orElse(Double.NaN),
        folds.map(f -> f.missed(model.foldTolerance())).orElse(0),
        passes,
        seconds);
  }

  private static void checkLabel(Moments all) {
    int z = all.columns();
    if (all.rows() == 0 || all.constant(z)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "columns.label: there is nothing to explain, label minus offset is "
              + (all.rows() == 0 ? "never there" : all.mean(z) + " in every row")
              + " ("
              + all.rows()
              + " rows of positive weight)");
    }
  }

  private static void checkLabelUnit(double unit) {
    if (!(unit >= SMALLEST_UNIT && unit <= 1 / SMALLEST_UNIT)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "columns.label: the standard deviation of label minus offset is %.3g, and its square"
                  + " leaves the range of numbers; allowed: %.0e to %.0e. Change the label's scale,"
                  + " for example divide it in input.query",
              unit,
              SMALLEST_UNIT,
              1 / SMALLEST_UNIT));
    }
  }

  private static void checkFolds(Resampling resampling, int folds, long rows) {
    if (!resampling.enabled()) {
      return;
    }
    if (resampling.requestedFolds() > rows) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "folds.count = %d, but only %d rows of positive weight are there; allowed: 2 to %d, or 0 for no cross-validation",
              resampling.requestedFolds(),
              rows,
              rows));
    }
    if (folds < 2) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "cross-validation needs rows in two folds at least, and all %d rows are in one; set folds.count or folds.column, or folds.count = 0 for none",
              rows));
    }
  }

  /** glmnet's rule: factors sum to the number of columns, constant ones included. */
  private double[] rescaled(double[] factors) {
    double sum = Arrays.stream(factors).sum();
    if (model.convention() != Convention.GLMNET || sum == 0) {
      return factors;
    }
    return Arrays.stream(factors).map(v -> v * factors.length / sum).toArray();
  }

  private <T> T timed(String step, java.util.function.Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    seconds.put(step, (System.nanoTime() - start) / 1e9);
    return result;
  }

  private void timed(String step, Runnable work) {
    timed(
        step,
        () -> {
          work.run();
          return step;
        });
  }
}
