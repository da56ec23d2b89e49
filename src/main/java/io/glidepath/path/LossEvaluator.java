package io.glidepath.path;

import io.glidepath.stats.Cells;
import io.glidepath.stats.CurvatureSums;
import io.glidepath.stats.ExpansionSums;
import io.glidepath.stats.GradientSums;
import io.glidepath.stats.LinearModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks passes for gradients and curvatures at many points, as many at a time as fit, and counts the
 * passes by purpose. Curvatures go to the {@link Anchors}.
 */
final class LossEvaluator {
  /** Numbers that one pass may bring back from each task: 128 MiB. */
  private static final long MOST_NUMBERS = 1 << 24;

  private final LossPasses passes;
  private final LossUnits units;
  private final Cells cells;
  private final Anchors anchors;
  private final Map<String, Integer> count;

  /**
   * @param count of passes by purpose, to be added to
   */
  LossEvaluator(LossPasses passes, LossUnits units, Cells cells, Map<String, Integer> count) {
    this.passes = passes;
    this.units = units;
    this.cells = cells;
    this.anchors = new Anchors(units.size(), cells);
    this.count = count;
  }

  LossPasses passes() {
    return passes;
  }

  Anchors anchors() {
    return anchors;
  }

  Cells cells() {
    return cells;
  }

  void counted(String purpose) {
    count.merge(purpose, 1, Integer::sum);
  }

  /** How many models a pass takes that brings back so many numbers for each. */
  int most(long numbers) {
    return (int) Math.max(1, MOST_NUMBERS / Math.max(1, numbers));
  }

  /**
   * Gradients at points, summed over each fold's rows: [fold][unknown] for each of them.
   *
   * @param wanted points whose curvature is to be anchored on the way
   */
  List<double[][]> gradients(String purpose, List<double[]> points, List<double[]> wanted) {
    int p = units.size();
    int batch = most((long) cells.size() * p);
    int anchorBatch = most((long) cells.size() * p * p);
    List<double[][]> gradients = new ArrayList<>();
    int asked = 0;
    for (int from = 0; from < Math.max(1, points.size()) || asked < wanted.size(); from += batch) {
      List<double[]> part = part(points, from, batch);
      List<double[]> news = part(wanted, asked, anchorBatch);
      asked += news.size();
      counted(purpose);
      SortedMap<Integer, ExpansionSums> sums = passes.expand(models(part), models(news));
      IntStream.range(0, part.size()).mapToObj(m -> byFold(sums, m)).forEach(gradients::add);
      SortedMap<Integer, CurvatureSums> curvatures = new TreeMap<>();
      sums.forEach((fold, sum) -> curvatures.put(fold, sum.curvatures()));
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

  private LinearModels models(List<double[]> points) {
    return units.models(points.stream());
  }

  private double[][] byFold(SortedMap<Integer, ExpansionSums> sums, int model) {
    return sums.values().stream().map(sum -> row(sum.gradients(), model)).toArray(double[][]::new);
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
    Map<Integer, LinearModels> models = new LinkedHashMap<>();
    for (int f = 0; f < cells.size(); f++) {
      if (!points.get(f).isEmpty()) {
        models.put(cells.name(f), models(points.get(f)));
      }
    }
    counted(purpose);
    Map<Integer, GradientSums> sums = passes.foldGradients(models);
    List<List<double[]>> gradients = new ArrayList<>();
    for (int f = 0; f < cells.size(); f++) {
      GradientSums sum = sums.get(cells.name(f));
      int size = points.get(f).size();
      gradients.add(Stream.iterate(0, m -> m < size, m -> m + 1).map(m -> row(sum, m)).toList());
    }
    return gradients;
  }
}
