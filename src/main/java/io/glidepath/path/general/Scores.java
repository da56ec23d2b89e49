package io.glidepath.path.general;

import io.glidepath.family.Metric;
import io.glidepath.matrix.CompactVector;
import io.glidepath.path.Baselines;
import io.glidepath.path.FoldScores;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.RankedModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores of the models of cross-validation on the rows that they have not seen. */
final class Scores {
  private static final String PURPOSE = "scores";

  /** Numbers that a task holds for each model besides itself, without ranks and with them. */
  private static final int NUMBERS = 8;

  private static final int RANK_NUMBERS = 1 << 14;

  private final int alphas;
  private final int lambdas;
  private final List<GridPoint> points;
  private final Evaluator data;
  private final Unknowns units;
  private final Models models;
  private final List<Metric> metrics;
  private final Map<Metric, double[][][]> values = new LinkedHashMap<>();
  private final Optional<double[][][]> rankErrors;

  /** The unknowns of each fold's models, by position. */
  interface Models {
    CompactVector point(int fold, int a, int k);
  }

  /**
   * @param alphas how many there are of the models
   * @param lambdas and of how many lambdas each at most
   * @param points where there are models
   */
  Scores(
      int alphas,
      int lambdas,
      List<GridPoint> points,
      Evaluator data,
      Unknowns units,
      Models models,
      List<Metric> metrics) {
    this.alphas = alphas;
    this.lambdas = lambdas;
    this.points = points;
    this.data = data;
    this.units = units;
    this.models = models;
    this.metrics = metrics;
    metrics.forEach(m -> values.put(m, room()));
    this.rankErrors = ranked() ? Optional.of(room()) : Optional.empty();
  }

  private double[][][] room() {
    return new double[alphas][lambdas][data.cells().folds()];
  }

  /** Scores all grid points, as many in a pass as fit. */
  FoldScores score() {
    int count = data.cells().folds();
    int batch = data.most(count * numbers(units.size(), ranked()));
    for (int from = 0; from < points.size(); from += batch) {
      score(points.subList(from, Math.min(points.size(), from + batch)));
    }
    return new FoldScores(data.cells().heldOut(), values, Baselines.NONE, rankErrors);
  }

  /** What a task holds of each model of so many unknowns. */
  static long numbers(int unknowns, boolean ranked) {
    return Math.max(unknowns, ranked ? RANK_NUMBERS : NUMBERS);
  }

  private boolean ranked() {
    return metrics.contains(Metric.AUC);
  }

  private void score(List<GridPoint> part) {
    List<HeldOutSums> sums =
        data.answer(
            PURPOSE,
            new HeldOutSums.Of(data.family()),
            data.cells().askHeldOut(f -> asked(f, part)));
    for (int f = 0; f < sums.size(); f++) {
      take(f, part, sums.get(f));
    }
  }

  private RankedModels asked(int f, List<GridPoint> part) {
    List<CompactVector> own =
        part.stream().map(p -> models.point(f, p.alphaIndex(), p.gridIndex())).toList();
    return new RankedModels(units.solved(own), ranked() ? units.bins(own) : null);
  }

  private void take(int f, List<GridPoint> part, HeldOutSums sums) {
    for (int i = 0; i < part.size(); i++) {
      int a = part.get(i).alphaIndex();
      int k = part.get(i).gridIndex();
      int at = i;
      rankErrors.ifPresent(e -> e[a][k][f] = sums.rankError(at));
      for (Metric metric : metrics) {
        values.get(metric)[a][k][f] = sums.score(metric, at);
      }
    }
  }
}
