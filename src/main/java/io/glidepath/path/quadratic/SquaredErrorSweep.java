package io.glidepath.path.quadratic;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.matrix.Blas;
import io.glidepath.path.DataPasses;
import io.glidepath.path.Extension;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.FoldScores;
import io.glidepath.path.Grid;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.NothingToExplain;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.Resampling;
import io.glidepath.path.RunLog;
import io.glidepath.path.SparseColumnProducts;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfaceFit;
import io.glidepath.path.Sweep;
import io.glidepath.path.SweepListener;
import io.glidepath.path.SweepMemory;
import io.glidepath.path.SweepSize;
import io.glidepath.path.SweepSpec;
import io.glidepath.path.SweptSurface;
import io.glidepath.stats.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The engine for squared-error loss: one pass over the data yields the second moments of every
 * fold, and everything else follows from them. A second pass is asked for only where rows are
 * needed: absolute errors, and squared errors near a perfect fit.
 *
 * <p>Memory: 8 p^2 bytes for each fold and three times that to work with. Time: the pass, and for
 * each training set the paths of all alphas.
 */
public final class SquaredErrorSweep implements Sweep {
  /** So that errors a million times larger or smaller still have squares. */
  private static final double SMALLEST_UNIT = 1e-140;

  private static final String MOMENTS = "moments";
  private static final String RESIDUALS = "residuals";

  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final SweepListener listener;

  public SquaredErrorSweep(ModelSpec model, SweepSpec sweep, Blas blas, SweepListener listener) {
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.listener = listener;
  }

  /** What a sweep of such a size needs. */
  public static SweepMemory memory(SweepSize size) {
    double sparse = 2 * size.columnBytes() + Double.BYTES * size.sparseProducts().orElse(0);
    return size.sparseProducts().isPresent()
        ? SweepMemory.ofMoments(size, sparse)
        : SweepMemory.ofMoments(size);
  }

  /** How many passes it makes, by purpose; a fit near perfection asks for residuals besides. */
  public static Map<String, Integer> passes(SweepSize size, boolean absoluteErrors) {
    Map<String, Integer> passes = new LinkedHashMap<>();
    passes.put(MOMENTS, 1);
    if (size.sparseProducts().isPresent()) {
      passes.put(SparseColumnProducts.PURPOSE, 1);
    }
    if (absoluteErrors) {
      passes.put(RESIDUALS, 1);
    }
    return passes;
  }

  /** A grid and its models. */
  private record Solved(Grid grid, TrainedPaths paths, Optional<FoldModels> folds) {}

  @Override
  public SweptSurface run(DataPasses data, PenaltyTerms terms, Resampling resampling) {
    RunLog log = data.log();
    boolean pairs = !data.sparse();
    FoldMoments moments =
        log.timed("pass", () -> FoldMoments.ask(data, terms.size(), resampling.repeats(), pairs));
    log.passed(MOMENTS);
    Moments all = moments.all();
    NothingToExplain.refuse(all);
    resampling.check(moments.cells(), all.rows());
    SecondMoments asked =
        log.timed(
            "pass",
            () ->
                pairs
                    ? new PairMoments(moments)
                    : SparseMoments.ask(data, moments, model.intercept()));
    if (!pairs) {
      log.passed(SparseColumnProducts.PURPOSE);
    }
    PenaltyTerms rescaled = terms.as(model.convention());
    TrainingProblem problem = new TrainingProblem(asked.all(), model, rescaled, blas);
    checkLabelUnit(problem.units().target());
    Grid grid = Grid.of(sweep, problem.largestLambda(), all.rows(), terms.size());
    Optional<SquaredErrorBaselines> baselines =
        Optional.of(asked)
            .filter(m -> resampling.enabled())
            .map(
                m ->
                    log.timed(
                        "solve folds",
                        () -> SquaredErrorBaselines.train(m, model, rescaled, blas)));
    Solved solved = solve(grid, problem, asked, rescaled, baselines, log);
    Optional<FoldModels> folds = solved.folds();
    TrainedPaths paths = solved.paths();
    List<FoldModels> held =
        Stream.concat(folds.stream(), baselines.stream().flatMap(base -> base.models().stream()))
            .toList();
    RowErrors rows = new RowErrors(paths, held, resampling.absoluteErrors());
    if (rows.needed()) {
      log.timed("residual pass", () -> rows.ask(data, asked.cells()));
      log.passed(RESIDUALS);
    }
    Surface surface =
        new SurfaceBuilder(problem, paths, solved.grid(), model.tolerance()).build(rows);
    Optional<FoldScores> scores =
        folds.map(f -> f.scores(rows).with(baselines.orElseThrow().scores(rows)));
    SurfaceFit fit =
        new SurfaceFit(
            surface,
            IntStream.range(0, terms.size()).mapToObj(problem::summary).toList(),
            scores,
            asked.correlations(),
            all.rows(),
            all.weight(),
            folds.map(FoldModels::worstViolation).orElse(Double.NaN),
            folds.map(f -> f.missed(model.foldTolerance())).orElse(0),
            log);
    return new SquaredErrorSurface(
        sweep.aliveLimit().within(fit, solved.grid()), folds, problem.units());
  }

  /** Solves the grid, and what it is extended by until its paths have turned. */
  private Solved solve(
      Grid first,
      TrainingProblem problem,
      SecondMoments moments,
      PenaltyTerms terms,
      Optional<SquaredErrorBaselines> baselines,
      RunLog log) {
    Grid grid = first;
    TrainedPaths paths =
        log.timed("solve", () -> TrainedPaths.solve(problem, first, model.tolerance(), true, blas));
    if (baselines.isEmpty()) {
      return new Solved(grid, paths, Optional.empty());
    }
    FoldModels trained =
        log.timed(
            "solve folds", () -> FoldModels.train(moments, model, terms, first, blas, listener));
    Extension extension = new Extension(sweep.regParam());
    Optional<Grid> next = extension.beyond(grid, curves(paths, trained, baselines.get()));
    while (next.isPresent()) {
      grid = next.get();
      Solved longer = further(grid, problem, paths, trained, log);
      paths = longer.paths();
      trained = longer.folds().orElseThrow();
      next = extension.beyond(grid, curves(paths, trained, baselines.get()));
    }
    return new Solved(grid, paths, Optional.of(trained));
  }

  private Solved further(
      Grid longer, TrainingProblem problem, TrainedPaths paths, FoldModels trained, RunLog log) {
    return new Solved(
        longer,
        log.timed("solve", () -> paths.further(problem, longer, model.tolerance(), true, blas)),
        Optional.of(log.timed("solve folds", () -> trained.further(longer, listener))));
  }

  private static Extension.Curves curves(
      TrainedPaths paths, FoldModels trained, SquaredErrorBaselines baselines) {
    double[][][] squared = trained.squared();
    return new Extension.Curves(
        squared,
        trained.cells(),
        baselines.ofNothing(),
        baselines.ofUnpenalised(),
        new double[squared.length][squared[0].length],
        paths.deviances());
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
}
