package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.stats.Cells;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The engine for losses that are not quadratic. A few passes walk all alphas down their grids in
 * long steps ({@link March}); from what they leave behind the solution of every grid point is
 * predicted, and passes over all of them at once make them exact ({@link FullModels}); the models
 * of the folds start from these ({@link LossFolds}). The number of passes hardly depends on how
 * many alphas, lambdas or folds there are.
 *
 * <p>Memory of the driver: 4 bytes for each of p (p + 1) / 2 entries, each fold and each anchor
 * (some tens), and about 50 bytes for each coefficient of each model. Time: each pass costs 4 n p
 * flops for each model still on its way, n p^2 for each anchor.
 */
final class LossSweep implements Sweep {
  private static final double EVEN_ODDS = 0.5;

  private final Family family;
  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final Checkpoint checkpoint;
  private final SweepListener listener;
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Stages stages = new Stages();
  private KeptRows rows;
  private LossEvaluator evaluator;
  private LossUnits units;
  private LossFolds folds;
  private double[] thresholds = {};

  LossSweep(
      ModelSpec model, SweepSpec sweep, Blas blas, Checkpoint checkpoint, SweepListener listener) {
    this.family = model.family();
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  @Override
  public SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling) {
    FoldMoments asked =
        stages.timed(
            "pass", () -> FoldMoments.ask(data, penaltyFactors.length, resampling.repeats()));
    passes.put("moments", 1);
    Moments all = asked.all();
    resampling.check(asked.cells(), all.rows());
    prepare(data, asked, penaltyFactors);
    List<TrainingSet> sets = sets(asked, resampling.enabled());
    double[] alone = stages.timed("null models", () -> nullModels(sets));
    TrainingSet whole = sets.get(0);
    if (whole.largestGradient() == 0) {
      NothingToExplain.refuse(all);
    }
    Grid grid = Grid.of(sweep, whole.largestLambda(), all.rows(), penaltyFactors.length);
    SavedWork saved = SavedWork.of(checkpoint, grid, evaluator, units.size());
    Solving solving = new Solving(grid, evaluator, saved, blas, listener);
    SolvedGrid swept = sweep(solving, sets, alone, resampling);
    if (resampling.enabled()) {
      boolean unique = new FullRank(model.intercept(), blas).everywhere(asked);
      swept = extend(swept, sets, alone, resampling, unique);
    }
    folds = swept.folds().orElse(null);
    return new SurfaceFit(
        swept.surface(),
        IntStream.range(0, penaltyFactors.length).mapToObj(units::summary).toList(),
        swept.scores(),
        Correlations.of(all),
        all.rows(),
        all.weight(),
        swept.folds().map(LossFolds::worstViolation).orElse(Double.NaN),
        swept.folds().map(LossFolds::missed).orElse(0),
        passes,
        stages.seconds());
  }

  private SolvedGrid sweep(
      Solving solving, List<TrainingSet> sets, double[] alone, Resampling resampling) {
    FullModels full = FullModels.solve(sets.get(0), solving, model.tolerance(), stages);
    LossCertificates certificates = new LossCertificates(units, evaluator, blas);
    Surface surface =
        stages.timed(
            "certificates",
            () -> certificates.surface(full, solving.grid(), alone, model.tolerance()));
    if (!resampling.enabled()) {
      return new SolvedGrid(solving, surface, Optional.empty(), Optional.empty());
    }
    List<TrainingSet> held = sets.subList(1, sets.size());
    LossFolds trained =
        stages.timed(
            "fold models", () -> LossFolds.train(held, solving, full, model.foldTolerance()));
    LossScores scores =
        new LossScores(
            solving.alphas(),
            solving.lambdas(),
            evaluator,
            units,
            trained::point,
            metrics(resampling));
    return new SolvedGrid(
        solving, surface, Optional.of(trained), Optional.of(stages.timed("scores", scores::score)));
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
    LossBaselines compared =
        new LossBaselines(
            sets.subList(1, sets.size()), units, metrics(resampling), model.foldTolerance());
    Baselines baselines =
        stages.timed(
            "scores",
            () ->
                compared.score(
                    first.solving(), first.folds().orElseThrow(), unique, first.surface()));
    Extension extension = new Extension(sweep.regParam());
    SolvedGrid swept = first.with(baselines);
    Optional<Grid> next =
        extension.beyond(swept.solving().grid(), swept.curves(resampling.metric()));
    while (next.isPresent()) {
      Solving longer = swept.solving().longer(next.get());
      swept = sweep(longer, sets, alone, resampling).with(baselines);
      next = extension.beyond(longer.grid(), swept.curves(resampling.metric()));
    }
    return swept;
  }

  private void prepare(DataPasses data, FoldMoments moments, double[] penaltyFactors) {
    units = new LossUnits(moments.all(), model, model.convention().factors(penaltyFactors));
    if (units.size() == 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "columns.features: without an intercept there is nothing to fit, because no column varies;"
              + " set model.intercept = true, or take other columns");
    }
    rows = data.keep(units.standardization());
    evaluator = new LossEvaluator(rows, family, units, moments.cells(), passes);
  }

  /** All rows, then all but each fold. */
  private List<TrainingSet> sets(FoldMoments moments, boolean withFolds) {
    int folds = withFolds ? moments.cells().size() : 0;
    return Stream.concat(Stream.of(Cells.NONE), IntStream.range(0, folds).boxed())
        .map(held -> new TrainingSet(units, moments, held))
        .toList();
  }

  private double[] nullModels(List<TrainingSet> sets) {
    List<GradientSums> labels = evaluator.labels(NullModels.PURPOSE);
    Cells cells = evaluator.cells();
    double[] means = new double[sets.size()];
    for (int t = 0; t < means.length; t++) {
      int held = sets.get(t).held();
      double sum = cells.training(held).mapToDouble(c -> labels.get(c).label()).sum();
      means[t] = sum / cells.trainingWeight(held);
      if (family.degenerate(means[t])) {
        throw t == 0 ? oneLabel(means[t]) : oneLabelOutside(means[t], held, labels);
      }
    }
    if (family.twoClasses()) {
      thresholds = new double[] {EVEN_ODDS, means[0]};
    }
    return new NullModels(evaluator, units, family, blas).solve(sets, means);
  }

  private JobFailure oneLabel(double label) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "columns.label: family %s, but the label is %s in every row: there is nothing to explain",
            family.label(),
            label));
  }

  private JobFailure oneLabelOutside(double label, int fold, List<GradientSums> labels) {
    Cells cells = evaluator.cells();
    long positives = cells.training(Cells.NONE).mapToLong(c -> labels.get(c).positives()).sum();
    long others = label == 0 ? positives : units.moments().rows() - positives;
    return new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "columns.label: family %s, but the label is %s in every row outside fold %d, which holds"
                + " %s with another label (of %d rows): no model can be trained without that fold."
                + " %s",
            family.label(),
            label,
            cells.fold(fold),
            others == 1 ? "the only row" : "all " + others + " rows",
            units.moments().rows(),
            others == 1
                ? "One such row cannot be both learned from and held out: set folds.count = 0, or"
                    + " add rows with that label"
                : "Use folds that mix the labels (folds.stratify = true), fewer folds, or"
                    + " folds.count = 0"));
  }

  @Override
  public Calibrations calibrate(List<GridPoint> points) {
    return stages.timed(
        "calibration",
        () -> new LossCalibration(evaluator, units, thresholds).calibrate(points, folds));
  }

  @Override
  public List<FoldModel> foldModels(GridPoint point) {
    return IntStream.range(0, evaluator.cells().size()).mapToObj(f -> foldModel(f, point)).toList();
  }

  private FoldModel foldModel(int f, GridPoint point) {
    LossUnits.DataModel model = units.onData(folds.point(f, point.alphaIndex(), point.gridIndex()));
    return new FoldModel(evaluator.cells().name(f), model.intercept(), model.beta());
  }

  @Override
  public Stability stability(List<GridPoint> points) {
    return Stability.of(
        points,
        evaluator.cells().size(),
        units.moments().columns(),
        (f, point) -> units.onData(folds.point(f, point.alphaIndex(), point.gridIndex())).gamma());
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
