package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.Moments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

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
  private final Family family;
  private final ModelSpec model;
  private final SweepSpec sweep;
  private final Blas blas;
  private final Checkpoint checkpoint;
  private final SweepListener listener;
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Stages stages = new Stages();
  private LossPasses losses;
  private LossEvaluator evaluator;
  private LossUnits units;
  private LossFolds folds;

  LossSweep(
      Family family,
      ModelSpec model,
      SweepSpec sweep,
      Blas blas,
      Checkpoint checkpoint,
      SweepListener listener) {
    this.family = family;
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  @Override
  public SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling) {
    FoldMoments asked = stages.timed("pass", () -> FoldMoments.ask(data, penaltyFactors.length));
    passes.put("moments", 1);
    SortedMap<Integer, Moments> moments = asked.byFold();
    Moments all = asked.all();
    resampling.check(moments.size(), all.rows());
    prepare(data, moments, all, penaltyFactors);
    List<TrainingSet> sets = sets(moments, all, resampling.enabled());
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
      boolean unique = new FullRank(model.intercept(), blas).everywhere(all, moments);
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

  private void prepare(
      DataPasses data, SortedMap<Integer, Moments> moments, Moments all, double[] penaltyFactors) {
    units = new LossUnits(all, model, model.convention().factors(penaltyFactors));
    if (units.size() == 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "columns.features: without an intercept there is nothing to fit, because no column varies;"
              + " set model.intercept = true, or take other columns");
    }
    losses = data.losses(family, units.standardization());
    evaluator =
        new LossEvaluator(
            losses,
            units,
            moments.keySet().stream().mapToInt(f -> f).toArray(),
            moments.values().stream().mapToDouble(Moments::weight).toArray(),
            passes);
  }

  /** All rows, then all but each fold. */
  private List<TrainingSet> sets(
      SortedMap<Integer, Moments> moments, Moments all, boolean withFolds) {
    List<TrainingSet> sets = new ArrayList<>(List.of(new TrainingSet(units, all)));
    if (withFolds) {
      moments
          .keySet()
          .forEach(f -> sets.add(new TrainingSet(units, FoldModels.training(moments, f))));
    }
    return sets;
  }

  private double[] nullModels(List<TrainingSet> sets) {
    List<GradientSums> labels = NullModels.labels(evaluator, units);
    double[] weights = evaluator.foldWeights();
    double[] means = new double[sets.size()];
    for (int t = 0; t < means.length; t++) {
      double sum = 0;
      double weight = 0;
      for (int f = 0; f < weights.length; f++) {
        if (f != t - 1) {
          sum += labels.get(f).label();
          weight += weights[f];
        }
      }
      means[t] = sum / weight;
      if (family.degenerate(means[t])) {
        throw t == 0 ? oneLabel(means[t]) : oneLabelOutside(means[t], t - 1, labels);
      }
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
    long positives = labels.stream().mapToLong(GradientSums::positives).sum();
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
            evaluator.fold(fold),
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
        "calibration", () -> new LossCalibration(evaluator, units).calibrate(points, folds));
  }

  @Override
  public List<FoldModel> foldModels(GridPoint point) {
    return IntStream.range(0, evaluator.folds()).mapToObj(f -> foldModel(f, point)).toList();
  }

  private FoldModel foldModel(int f, GridPoint point) {
    LossUnits.DataModel model = units.onData(folds.point(f, point.alphaIndex(), point.gridIndex()));
    return new FoldModel(evaluator.fold(f), model.intercept(), model.beta());
  }

  @Override
  public Stability stability(List<GridPoint> points) {
    return Stability.of(
        points,
        evaluator.folds(),
        units.moments().columns(),
        (f, point) -> units.onData(folds.point(f, point.alphaIndex(), point.gridIndex())).gamma());
  }

  @Override
  public void close() {
    if (losses != null) {
      losses.close();
    }
  }
}
