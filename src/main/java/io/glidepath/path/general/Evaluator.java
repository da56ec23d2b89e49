package io.glidepath.path.general;

import io.glidepath.family.Family;
import io.glidepath.path.FoldMoments;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RunLog;
import io.glidepath.path.SweepSize;
import io.glidepath.stats.Ask;
import io.glidepath.stats.Cells;
import io.glidepath.stats.CurvatureSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Statistic;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks passes for gradients and curvatures at many points, as many at a time as fit, and writes
 * them down. Curvatures go to the {@link Anchors}.
 */
final class Evaluator {
  /** What one pass may bring back from each task: 128 MiB. */
  static final long MOST_BYTES = 1L << 27;

  private static final long MOST_NUMBERS = MOST_BYTES / Double.BYTES;

  /** What a hash table of sums takes for half a pair, with room to grow. */
  private static final double PAIR_BYTES = 24;

  /** As many as are wanted at once, at most. */
  private static final int CURVATURES = 8;

  private final KeptRows rows;
  private final Family family;
  private final Unknowns units;
  private final Cells cells;
  private final boolean factored;
  private final Anchors anchors;
  private final RunLog log;

  /**
   * @param factored whether products of columns are held as the rows
   */
  Evaluator(
      KeptRows rows, Family family, Unknowns units, Cells cells, boolean factored, RunLog log) {
    this.rows = rows;
    this.family = family;
    this.units = units;
    this.cells = cells;
    this.factored = factored;
    this.anchors = new Anchors(units.size(), cells, family);
    this.log = log;
  }

  /** What the curvatures of one pass take in a task: of as many points as fit, of one at least. */
  static double curvatureBytes(SweepSize size) {
    double products = size.sparseProducts().orElse(0);
    double one =
        size.cells() * (products > 0 ? PAIR_BYTES * products : FoldMoments.bytes(size.columns()));
    return Math.max(one, Math.min(MOST_BYTES, CURVATURES * one));
  }

  Family family() {
    return family;
  }

  /** Reads all rows once. */
  <Q extends Serializable, S extends Sums<S>> List<S> answer(
      String purpose, Statistic<Q, S> statistic, List<Ask<Q>> asks) {
    log.passed(purpose);
    return rows.answer(new Pass<>(purpose, statistic, asks));
  }

  Anchors anchors() {
    return anchors;
  }

  Cells cells() {
    return cells;
  }

  /** How many models a pass takes that brings back so many numbers for each. */
  int most(long numbers) {
    return (int) Math.max(1, MOST_NUMBERS / Math.max(1, numbers));
  }

  /**
   * Gradients at points, summed over each cell's rows: [cell][unknown] for each of them.
   *
   * @param wanted points whose curvature is to be anchored on the way
   */
  List<double[][]> gradients(String purpose, List<double[]> points, List<double[]> wanted) {
    int p = units.size();
    int batch = most((long) cells.size() * p);
    int anchorBatch = most(2L * cells.size() * anchors.curvatureBytes() / Double.BYTES);
    List<double[][]> gradients = new ArrayList<>();
    int asked = 0;
    for (int from = 0; from < Math.max(1, points.size()) || asked < wanted.size(); from += batch) {
      List<double[]> part = part(points, from, batch);
      List<double[]> news = part(wanted, asked, anchorBatch);
      asked += news.size();
      List<ExpansionSums> sums = expand(purpose, units.models(part), units.models(news));
      IntStream.range(0, part.size()).mapToObj(m -> byCell(sums, m)).forEach(gradients::add);
      List<CurvatureSums> curvatures = sums.stream().map(ExpansionSums::curvatures).toList();
      for (int m = 0; m < news.size(); m++) {
        anchors.add(news.get(m), curvatures, m);
      }
    }
    return gradients;
  }

  private static List<double[]> part(List<double[]> list, int from, int most) {
    int start = Math.min(from, list.size());
    return list.subList(start, Math.min(list.size(), start + most));
  }

  /** What each cell's rows say of the same points. */
  private List<ExpansionSums> expand(String purpose, LinearModels points, LinearModels wanted) {
    ExpansionSums.Around around =
        new ExpansionSums.Around(points, wanted, factored, 2 * anchors.curvatureBytes());
    return answer(purpose, new ExpansionSums.Of(family), cells.askEach(c -> around));
  }

  /** The labels of each cell, by a pass without a model. */
  List<GradientSums> labels(String purpose) {
    return expand(purpose, units.models(List.of()), units.models(List.of())).stream()
        .map(ExpansionSums::gradients)
        .toList();
  }

  private double[][] byCell(List<ExpansionSums> sums, int model) {
    return sums.stream().map(sum -> row(sum.gradients(), model)).toArray(double[][]::new);
  }

  private double[] row(GradientSums sums, int model) {
    return IntStream.range(0, units.size()).mapToDouble(j -> sums.value(model, j)).toArray();
  }

  /**
   * Gradient sums at points of models trained without a fold, over their training rows.
   *
   * @param points of each fold's models, by the position of the fold
   */
  List<List<double[]>> foldGradients(String purpose, List<List<double[]>> points) {
    List<Ask<LinearModels>> asks = new ArrayList<>();
    for (int f = 0; f < cells.folds(); f++) {
      if (!points.get(f).isEmpty()) {
        asks.add(new Ask<>(cells.trainingRows(HeldOut.cell(f)), units.models(points.get(f))));
      }
    }
    Iterator<GradientSums> sums = answer(purpose, new GradientSums.Of(family), asks).iterator();
    return points.stream()
        .map(own -> own.isEmpty() ? List.<double[]>of() : rows(sums.next(), own.size()))
        .toList();
  }

  private List<double[]> rows(GradientSums sum, int models) {
    return IntStream.range(0, models).mapToObj(m -> row(sum, m)).toList();
  }
}
