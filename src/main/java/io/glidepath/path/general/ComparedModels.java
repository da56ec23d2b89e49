package io.glidepath.path.general;

import io.glidepath.family.Metric;
import io.glidepath.matrix.CompactVector;
import io.glidepath.path.Baselines;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.FoldScores;
import io.glidepath.path.Grid;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Surface;
import io.glidepath.path.SweepListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The null model and the unpenalised fit of a loss, without each fold, and their scores. */
final class ComparedModels {
  /** On all rows, of the null deviance: a fit so good has no minimum without a penalty. */
  private static final double SEPARATED = 1e-3;

  private final List<TrainingSet> sets;
  private final Unknowns units;
  private final List<Metric> metrics;
  private final double tolerance;

  /**
   * @param sets the training sets of the folds
   * @param tolerance of their models
   */
  ComparedModels(List<TrainingSet> sets, Unknowns units, List<Metric> metrics, double tolerance) {
    this.sets = sets;
    this.units = units;
    this.metrics = metrics;
    this.tolerance = tolerance;
  }

  /**
   * Scores both by one pass more than the unpenalised fit takes, which starts at the weakest models
   * of a grid.
   *
   * @param unique whether the columns are independent
   * @param surface of the grid
   */
  Baselines score(Solving solving, TrainedFolds weak, boolean unique, Surface surface) {
    boolean separated = surface.points().stream().anyMatch(p -> 1 - p.devianceRatio() <= SEPARATED);
    Optional<TrainedFolds> unpenalised =
        unique && !separated ? unpenalised(solving, weak) : Optional.empty();
    Scores.Models models =
        (f, a, k) ->
            k == 0
                ? CompactVector.of(sets.get(f).nullPoint())
                : unpenalised.orElseThrow().point(f, 0, 0);
    int count = unpenalised.isPresent() ? 2 : 1;
    List<GridPoint> points = IntStream.range(0, count).mapToObj(k -> new GridPoint(0, k)).toList();
    FoldScores scores =
        new Scores(1, count, points, solving.data(), units, models, metrics).score();
    return new Baselines(scores.at(0, 0), second(scores, count));
  }

  private static Optional<Map<Metric, double[]>> second(FoldScores scores, int count) {
    return count == 2 ? Optional.of(scores.at(0, 1)) : Optional.empty();
  }

  private Optional<TrainedFolds> unpenalised(Solving solving, TrainedFolds weak) {
    Grid single = Grid.single(0, 0);
    Evaluator data = solving.data();
    Solving alone =
        new Solving(
            single,
            data,
            SavedWork.of(Checkpoint.NONE, single, data, units.size()),
            solving.blas(),
            SweepListener.NONE);
    int last = solving.lambdas() - 1;
    List<double[]> starts =
        IntStream.range(0, sets.size()).mapToObj(f -> weak.point(f, 0, last).toArray()).toList();
    return TrainedFolds.single(sets, alone, starts, tolerance);
  }
}
