package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Blas;
import io.glidepath.stats.Moments;
import java.util.LinkedHashMap;
import java.util.List;
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
final class SquaredErrorSweep implements Sweep {
  /** So that errors a million times larger or smaller still have squares. */
  private static final double SMALLEST_UNIT = 1e-140;

  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final SweepListener listener;
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Stages stages = new Stages();
  private StandardUnits units;
  private Optional<FoldModels> folds = Optional.empty();

  SquaredErrorSweep(ModelSpec model, SweepSpec sweep, Blas blas, SweepListener listener) {
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.listener = listener;
  }

  @Override
  public SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling) {
    FoldMoments asked = stages.timed("pass", () -> FoldMoments.ask(data, penaltyFactors.length));
    passes.put("moments", 1);
    SortedMap<Integer, Moments> moments = asked.byFold();
    Moments all = asked.all();
    NothingToExplain.refuse(all);
    resampling.check(moments.size(), all.rows());
    double[] factors = model.convention().factors(penaltyFactors);
    TrainingProblem problem = new TrainingProblem(all, model, factors, blas);
    units = problem.units();
    checkLabelUnit(units.target());
    Grid grid = Grid.of(sweep, problem.largestLambda(), all.rows(), penaltyFactors.length);
    TrainedPaths paths =
        stages.timed(
            "solve", () -> TrainedPaths.solve(problem, grid, model.tolerance(), true, blas));
    folds =
        resampling.enabled()
            ? Optional.of(
                stages.timed(
                    "solve folds",
                    () -> FoldModels.train(moments, model, factors, grid, blas, listener)))
            : Optional.empty();
    RowErrors rows = new RowErrors(paths, paths.deviances(), folds, resampling.absoluteErrors());
    if (rows.needed()) {
      stages.timed("residual pass", () -> rows.ask(data, moments.keySet()));
      passes.put("residuals", 1);
    }
    Surface surface = new SurfaceBuilder(problem, paths, grid, model.tolerance()).build(rows);
    return new SurfaceFit(
        surface,
        IntStream.range(0, penaltyFactors.length).mapToObj(problem::summary).toList(),
        folds.map(f -> f.scores(rows)),
        Correlations.of(all),
        all.rows(),
        all.weight(),
        folds.map(FoldModels::worstViolation).orElse(Double.NaN),
        folds.map(f -> f.missed(model.foldTolerance())).orElse(0),
        0,
        passes,
        stages.seconds());
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

  @Override
  public Calibrations calibrate(List<GridPoint> points) {
    return folds.orElseThrow().calibrate(points, blas);
  }

  @Override
  public List<FoldModel> foldModels(GridPoint point) {
    FoldModels trained = folds.orElseThrow();
    return IntStream.range(0, trained.count()).mapToObj(f -> trained.model(f, point)).toList();
  }

  @Override
  public Stability stability(List<GridPoint> points) {
    return folds.orElseThrow().stability(points, units);
  }

  @Override
  public void close() {}
}
