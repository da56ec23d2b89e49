package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
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
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Stages stages = new Stages();
  private LossPasses losses;
  private LossEvaluator evaluator;
  private LossUnits units;
  private LossFolds folds;

  LossSweep(Family family, ModelSpec model, SweepSpec sweep, Blas blas, Checkpoint checkpoint) {
    this.family = family;
    this.model = model;
    this.sweep = sweep;
    this.blas = blas;
    this.checkpoint = checkpoint;
  }

  @Override
  public SurfaceFit run(DataPasses data, double[] penaltyFactors, Resampling resampling) {
    SortedMap<Integer, Moments> moments = stages.timed("pass", data::moments);
    passes.put("moments", 1);
    Moments all = new Moments(penaltyFactors.length);
    moments.values().forEach(all::combine);
    NothingToExplain.refuse(all);
    resampling.check(moments.size(), all.rows());
    prepare(data, moments, all, penaltyFactors);
    List<TrainingSet> sets = sets(moments, all, resampling.enabled());
    double[] alone = stages.timed("null models", () -> nullModels(sets));
    TrainingSet whole = sets.get(0);
    Grid grid = Grid.of(sweep, whole.largestLambda(), all.rows(), penaltyFactors.length);
    SavedWork saved = SavedWork.of(checkpoint, grid, evaluator, units.size());
    Solving solving = new Solving(grid, evaluator, saved, blas);
    FullModels full = FullModels.solve(whole, solving, model.tolerance(), stages);
    LossCertificates certificates = new LossCertificates(units, evaluator, blas);
    Surface surface =
        stages.timed(
            "certificates", () -> certificates.surface(full, grid, alone, model.tolerance()));
    Validated validated =
        resampling.enabled()
            ? validate(sets.subList(1, sets.size()), solving, full, resampling)
            : new Validated(Optional.empty(), Double.NaN, 0, 0);
    return new SurfaceFit(
        surface,
        IntStream.range(0, penaltyFactors.length).mapToObj(units::summary).toList(),
        validated.scores(),
        Correlations.of(all),
        all.rows(),
        all.weight(),
        validated.worstViolation(),
        validated.missed(),
        validated.rankError(),
        passes,
        stages.seconds());
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

  /** What cross-validation found out. */
  private record Validated(
      Optional<FoldScores> scores, double worstViolation, int missed, double rankError) {}

  private Validated validate(
      List<TrainingSet> sets, Solving solving, FullModels full, Resampling resampling) {
    folds =
        stages.timed(
            "fold models", () -> LossFolds.train(sets, solving, full, model.foldTolerance()));
    List<Metric> metrics =
        resampling.absoluteErrors() ? family.metrics(Metric.MAE) : family.metrics();
    LossScores scores = new LossScores(solving, units, folds, metrics);
    FoldScores held = stages.timed("scores", scores::score);
    return new Validated(
        Optional.of(held), folds.worstViolation(), folds.missed(), scores.rankError());
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
    double[] labels = NullModels.labels(evaluator, units);
    double[] weights = evaluator.foldWeights();
    double[] means = new double[sets.size()];
    for (int t = 0; t < means.length; t++) {
      double sum = 0;
      double weight = 0;
      for (int f = 0; f < labels.length; f++) {
        if (f != t - 1) {
          sum += labels[f];
          weight += weights[f];
        }
      }
      means[t] = sum / weight;
      if (family.degenerate(means[t])) {
        throw degenerate(means[t], t);
      }
    }
    return new NullModels(evaluator, units, family, blas).solve(sets, means);
  }

  private JobFailure degenerate(double mean, int t) {
    String rows = t == 0 ? "in every row" : "in every row outside fold " + evaluator.fold(t - 1);
    String change =
        t == 0
            ? "there is nothing to explain"
            : "no model can be trained without that fold; use fewer folds, or folds that mix the"
                + " labels (folds.stratify = true)";
    return new JobFailure(
        ExitCode.BAD_DATA,
        String.format(
            Locale.ROOT,
            "columns.label: family %s, but the label is %s %s: %s",
            family.label(),
            mean,
            rows,
            change));
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
