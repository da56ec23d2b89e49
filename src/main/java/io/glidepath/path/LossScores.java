package io.glidepath.path;

import io.glidepath.family.Metric;
import io.glidepath.stats.HeldOutSums;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores of the models of cross-validation on the rows that they have not seen. */
final class LossScores {
  private static final String PURPOSE = "scores";

  /** Numbers that a task holds for each model, without ranks and with them. */
  private static final int NUMBERS = 8;

  private static final int RANK_NUMBERS = 1 << 14;

  private final Solving solving;
  private final LossUnits units;
  private final LossFolds folds;
  private final List<Metric> metrics;
  private final Map<Metric, double[][][]> values = new LinkedHashMap<>();
  private double rankError;

  LossScores(Solving solving, LossUnits units, LossFolds folds, List<Metric> metrics) {
    this.solving = solving;
    this.units = units;
    this.folds = folds;
    this.metrics = metrics;
    int count = solving.data().folds();
    metrics.forEach(m -> values.put(m, new double[solving.alphas()][solving.lambdas()][count]));
  }

  /** Scores all grid points, as many in a pass as fit. */
  FoldScores score() {
    int count = solving.data().folds();
    int points = solving.alphas() * solving.lambdas();
    int batch = solving.data().most((long) count * (ranked() ? RANK_NUMBERS : NUMBERS));
    for (int from = 0; from < points; from += batch) {
      score(from, Math.min(points, from + batch));
    }
    int[] names = IntStream.range(0, count).map(solving.data()::fold).toArray();
    return new FoldScores(names, solving.data().foldWeights(), values);
  }

  private boolean ranked() {
    return metrics.contains(Metric.AUC);
  }

  private void score(int from, int to) {
    Map<Integer, LinearModels> models = new HashMap<>();
    Map<Integer, RankBins> bins = new HashMap<>();
    for (int f = 0; f < solving.data().folds(); f++) {
      int fold = f;
      double[][] part =
          IntStream.range(from, to)
              .mapToObj(i -> folds.point(fold, i / solving.lambdas(), i % solving.lambdas()))
              .toArray(double[][]::new);
      models.put(solving.data().fold(f), units.models(Arrays.stream(part)));
      if (ranked()) {
        bins.put(solving.data().fold(f), units.bins(part));
      }
    }
    solving.data().counted(PURPOSE);
    Map<Integer, HeldOutSums> sums = solving.data().passes().scores(models, bins);
    for (int f = 0; f < solving.data().folds(); f++) {
      take(f, from, to, sums.get(solving.data().fold(f)));
    }
  }

  private void take(int f, int from, int to, HeldOutSums sums) {
    rankError = Math.max(rankError, sums.rankError());
    for (int i = from; i < to; i++) {
      for (Metric metric : metrics) {
        values.get(metric)[i / solving.lambdas()][i % solving.lambdas()][f] =
            sums.score(metric, i - from);
      }
    }
  }

  /** A bound of the error of every AUC. */
  double rankError() {
    return rankError;
  }
}
