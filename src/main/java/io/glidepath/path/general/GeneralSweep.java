package io.glidepath.path.general;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.path.Baselines;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.ColumnProducts;
import io.glidepath.path.DataPasses;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.FullRank;
import io.glidepath.path.Grid;
import io.glidepath.path.GridPoint;
import io.glidepath.path.KeptRows;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.MomentProducts;
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
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The engine for losses that are not quadratic. A few passes walk all alphas down their grids in
 * long steps ({@link March}); from what they leave behind the solution of every grid point is
 * predicted, and passes over all of them at once make them exact ({@link FullModels}); the models
 * of the folds start from these ({@link TrainedFolds}). The number of passes hardly depends on how
 * many alphas, lambdas or folds there are. Where the rows are few numbers, as those of texts, they
 * come to the driver, the models are solved there ({@link RowPaths}), and a pass certifies them.
 *
 * <p>Memory of the driver: 8 bytes for each of p (p + 1) / 2 entries, each fold and each anchor
 * (some tens), of sparse columns only for pairs that meet in a row, and about 50 bytes for each
 * coefficient of each model. Time: each pass costs 4 n p flops for each model still on its way, n
 * p^2 for each anchor.
 */
public final class GeneralSweep implements Sweep {
  private static final double EVEN_ODDS = 0.5;

  private final Family family;
  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final Checkpoint checkpoint;
  private final SweepListener listener;

  public GeneralSweep(
      ModelSpec model, SweepSpec sweep, Blas blas, Checkpoint checkpoint, SweepListener listener) {
    this.family = model.family();
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  /**
   * What a sweep of such a size needs: what the moments do, and then, with c the coefficients of
   * all models and b those that one pass takes, the {@link Anchors}, c twice more for gradients by
   * fold and for the models of all folds, 6 b for those on their way, and what the driver receives
   * of a pass. A task holds 4 b (models, those of the other folds side by side, their gradients on
   * the way and in sum), curvatures, and twice the room for rows. Where rows come to the driver, it
   * is what {@link RowPaths} says.
   */
  public static SweepMemory memory(SweepSize size) {
    if (size.rowsAtHand().isPresent()) {
      return RowPaths.memory(size);
    }
    SweepMemory moments =
        size.sparseProducts().isPresent()
            ? SweepMemory.ofMoments(size, size.columnBytes())
            : SweepMemory.ofMoments(size);
    double all = size.coefficientBytes();
    double batch = Math.min(Evaluator.MOST_BYTES, all);
    double held = Anchors.bytes(size);
    double received = Math.min(size.receivingBytes(), 16 * all);
    double curvatures = Evaluator.curvatureBytes(size);
    return SweepMemory.of(
        moments.driverBytes() + held + 2 * all + 6 * batch + received,
        Math.max(moments.taskBytes(), 2.0 * size.readingBytes() + 4 * batch + curvatures));
  }

  @Override
  public SweptSurface run(DataPasses data, PenaltyTerms terms, Resampling resampling) {
    RunLog log = data.log();
    boolean pairs = !data.sparse();
    FoldMoments asked =
        log.timed("pass", () -> FoldMoments.ask(data, terms.size(), resampling.repeats(), pairs));
    log.passed("moments");
    resampling.check(asked.cells(), asked.all().rows());
    ColumnProducts products = log.timed("pass", () -> products(data, asked));
    if (!pairs) {
      log.passed(SparseColumnProducts.PURPOSE);
    }
    Unknowns units = unknowns(asked.all(), products, terms);
    KeptRows rows = data.keep(units.standardization());
    SweptSurface swept = null;
    try {
      boolean factored = data.factored(asked.all().rows());
      Evaluator evaluator = new Evaluator(rows, family, units, asked.cells(), factored, log);
      swept =
          new Run(log, units, rows, evaluator, !pairs, factored).run(asked, products, resampling);
      return swept;
    } finally {
      if (swept == null) { // whatever was thrown: passes throw what they do not declare
        rows.close();
      }
    }
  }

  private ColumnProducts products(DataPasses data, FoldMoments asked) {
    Moments all = asked.all();
    if (!data.sparse()) {
      return new MomentProducts(all, model.intercept());
    }
    return SparseColumnProducts.ask(
        data, all, model.intercept(), asked.cells().trainingRows(HeldOut.NOTHING));
  }

  private Unknowns unknowns(Moments all, ColumnProducts products, PenaltyTerms terms) {
    Unknowns units = new Unknowns(all, products, model, terms.as(model.convention()));
    if (units.size() == 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "columns.features: without an intercept there is nothing to fit, because no column varies;"
              + " set model.intercept = true, or take other columns");
    }
    return units;
  }

  /** One surface on its way. */
  private final class Run {
    private final RunLog log;
    private final Unknowns units;
    private final KeptRows rows;
    private final Evaluator evaluator;
    private final boolean sparse;
    private final boolean factored;
    private RowPaths atHand;

    /**
     * @param sparse whether the columns are too many to be told independent
     * @param factored whether the rows are few enough to be held on the driver
     */
    Run(
        RunLog log,
        Unknowns units,
        KeptRows rows,
        Evaluator evaluator,
        boolean sparse,
        boolean factored) {
      this.log = log;
      this.units = units;
      this.rows = rows;
      this.evaluator = evaluator;
      this.sparse = sparse;
      this.factored = factored;
    }

    SweptSurface run(FoldMoments asked, ColumnProducts products, Resampling resampling) {
      Moments all = asked.all();
      int columns = all.columns();
      List<TrainingSet> sets = TrainingSet.all(units, asked, resampling.enabled());
      List<Double> means =
          log.timed("null models", () -> new LabelMeans(evaluator, units).of(sets));
      double[] alone =
          log.timed(
              "null models",
              () -> new NullModels(evaluator, units, family, blas).solve(sets, means));
      TrainingSet whole = sets.get(0);
      if (whole.largestGradient() == 0) {
        NothingToExplain.refuse(all);
      }
      Grid grid = Grid.of(sweep, whole.largestLambda(), all.rows(), columns);
      SavedWork saved = SavedWork.of(checkpoint, grid, evaluator, units.size());
      Solving solving = new Solving(grid, evaluator, saved, blas, listener);
      SolvedGrid swept = sweep(solving, sets, alone, resampling);
      if (resampling.enabled()) {
        boolean unique = !sparse && new FullRank(model.intercept(), blas).everywhere(asked);
        swept = extend(swept, sets, alone, resampling, unique);
      }
      SurfaceFit fit =
          new SurfaceFit(
              swept.surface(),
              IntStream.range(0, columns).mapToObj(units::summary).toList(),
              swept.scores(),
              products.correlations(),
              all.rows(),
              all.weight(),
              swept.folds().map(TrainedFolds::worstViolation).orElse(Double.NaN),
              swept.folds().map(TrainedFolds::missed).orElse(0),
              log);
      return new GeneralSurface(
          sweep.aliveLimit().within(fit, swept.solving().grid()),
          swept.folds(),
          units,
          evaluator,
          rows,
          log,
          thresholds(means.get(0)));
    }

    /** For confusions: even odds, and the share of ones. */
    private double[] thresholds(double mean) {
      return family.twoClasses() ? new double[] {EVEN_ODDS, mean} : new double[0];
    }

    private SolvedGrid sweep(
        Solving solving, List<TrainingSet> sets, double[] alone, Resampling resampling) {
      if (factored && atHand == null) {
        atHand = log.timed("rows", () -> new RowPaths(evaluator, sets, model, sweep.aliveLimit()));
      }
      Certificates certificates =
          new Certificates(units, sets.get(0), solving, alone, model.tolerance());
      CertifiedSurface certified = new CertifiedSurface(solving.alphas(), solving.lambdas());
      List<GridPoint> points =
          atHand == null ? solving.points() : solvedAtHand(solving, certificates, certified);
      List<GridPoint> open = certified.open(points);
      FullModels full = FullModels.solve(sets.get(0), solving, open, model.tolerance(), log);
      log.timed("certificates", () -> certified.take(open, certificates.of(full, open)));
      Surface surface = certified.surface();
      if (!resampling.enabled()) {
        return new SolvedGrid(solving, surface, Optional.empty(), Optional.empty());
      }
      List<TrainingSet> held = sets.subList(1, sets.size());
      TrainedFolds trained =
          log.timed(
              "fold models",
              () -> TrainedFolds.train(held, solving, points, full, model.foldTolerance()));
      Scores scores =
          new Scores(
              solving.alphas(),
              solving.lambdas(),
              points,
              evaluator,
              units,
              trained::point,
              metrics(resampling));
      return new SolvedGrid(
          solving, surface, Optional.of(trained), Optional.of(log.timed("scores", scores::score)));
    }

    /** Solves what rows at hand can; the points that there are then. */
    private List<GridPoint> solvedAtHand(
        Solving solving, Certificates certificates, CertifiedSurface certified) {
      log.timed("models", () -> atHand.solve(solving));
      List<GridPoint> points = atHand.points(solving);
      log.timed("certificates", () -> certified.take(points, certificates.found(points)));
      solving.saved().confirm(certified.near());
      return points;
    }

    private List<Metric> metrics(Resampling resampling) {
      return resampling.absoluteErrors() ? family.metrics(Metric.MAE) : family.metrics();
    }

    /**
     * Adds the models that others are compared with, and goes on below until all paths have turned.
     */
    private SolvedGrid extend(
        SolvedGrid first,
        List<TrainingSet> sets,
        double[] alone,
        Resampling resampling,
        boolean unique) {
      ComparedModels compared =
          new ComparedModels(
              sets.subList(1, sets.size()), units, metrics(resampling), model.foldTolerance());
      Baselines baselines =
          log.timed(
              "scores",
              () ->
                  compared.score(
                      first.solving(), first.folds().orElseThrow(), unique, first.surface()));
      SolvedGrid swept = first.with(baselines);
      Optional<Grid> next = swept.further(sweep, resampling.metric());
      while (next.isPresent()) {
        Solving longer = swept.solving().longer(next.get());
        swept = sweep(longer, sets, alone, resampling).with(baselines);
        next = swept.further(sweep, resampling.metric());
      }
      return swept;
    }
  }
}
