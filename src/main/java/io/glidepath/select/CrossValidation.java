package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.FoldScores;
import io.glidepath.stats.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Held-out scores of every grid point, and their means over folds.
 *
 * @param cells the folds, of every repeat
 * @param curves one for each metric, in the order in which they are published
 */
public record CrossValidation(Cells cells, List<Curves> curves) {

  /**
   * The scores by one metric, all arrays indexed [alpha][grid index]; not defined is NaN.
   *
   * @param nothing fold values of the null model; empty where it is not known
   * @param unpenalised fold values of the fit without a penalty, where there is one
   * @param error within which each mean is known; 0 where it is exact
   */
  public record Curves(
      String metric,
      double[][][] foldValues,
      double[][] mean,
      double[][] standardError,
      Optional<double[]> nothing,
      Optional<double[]> unpenalised,
      double[][] error) {

    private static double[][] exact(double[][] mean) {
      return Arrays.stream(mean).map(path -> new double[path.length]).toArray(double[][]::new);
    }

    /** Exact ones, and no model outside the grid to compare with. */
    public Curves(
        String metric, double[][][] foldValues, double[][] mean, double[][] standardError) {
      this(
          metric, foldValues, mean, standardError, Optional.empty(), Optional.empty(), exact(mean));
    }
  }

  /** The folds of every repeat, known by their names and weights. */
  public static CrossValidation of(
      int[] folds, int[] repeats, double[] weights, List<Curves> curves) {
    return new CrossValidation(Cells.of(folds, repeats, weights), curves);
  }

  /** Number of folds, of all repeats together. */
  public int folds() {
    return cells.size();
  }

  /** The name of the fold at a position. */
  public int fold(int at) {
    return cells.fold(at);
  }

  public int repeat(int at) {
    return cells.repeat(at);
  }

  /** Sum of its row weights. */
  public double weight(int at) {
    return cells.weight(at);
  }

  /** Averages the scores of the folds. */
  public static CrossValidation of(FoldScores scores) {
    List<Curves> curves = new ArrayList<>();
    scores.values().forEach((metric, values) -> curves.add(curves(metric, values, scores)));
    return new CrossValidation(scores.cells(), curves);
  }

  private static Curves curves(Metric metric, double[][][] values, FoldScores scores) {
    return curves(
        metric.label(),
        values,
        scores.cells(),
        Optional.ofNullable(scores.baselines().nothing().get(metric)),
        scores.baselines().unpenalised().map(u -> u.get(metric)),
        scores.errors(metric));
  }

  private static Curves curves(
      String metric,
      double[][][] values,
      Cells cells,
      Optional<double[]> nothing,
      Optional<double[]> unpenalised,
      double[][] error) {
    double[][] mean = new double[values.length][];
    double[][] standardError = new double[values.length][];
    for (int a = 0; a < values.length; a++) {
      mean[a] = new double[values[a].length];
      standardError[a] = new double[values[a].length];
      for (int k = 0; k < values[a].length; k++) {
        FoldMean summary = FoldMean.of(values[a][k], cells);
        mean[a][k] = summary.mean();
        standardError[a][k] = summary.standardError();
      }
    }
    return new Curves(metric, values, mean, standardError, nothing, unpenalised, error);
  }

  /** What the folds of one repeat say. */
  CrossValidation alone(int repeat) {
    int[] at = cells.of(repeat);
    Cells part =
        Cells.once(
            IntStream.of(at).map(cells::fold).toArray(),
            IntStream.of(at).mapToDouble(cells::weight).toArray());
    return new CrossValidation(
        part,
        curves.stream()
            .map(
                c ->
                    curves(
                        c.metric(),
                        Arrays.stream(c.foldValues())
                            .map(
                                path ->
                                    Arrays.stream(path)
                                        .map(v -> picked(v, at))
                                        .toArray(double[][]::new))
                            .toArray(double[][][]::new),
                        part,
                        c.nothing().map(v -> picked(v, at)),
                        c.unpenalised().map(v -> picked(v, at)),
                        c.error()))
            .toList());
  }

  private static double[] picked(double[] values, int[] at) {
    return IntStream.of(at).mapToDouble(i -> values[i]).toArray();
  }

  /** A bound of the error of every mean auc; 0 where ranks are exact, or not asked for. */
  public double rankError() {
    return curves.stream()
        .flatMap(c -> Arrays.stream(c.error()))
        .flatMapToDouble(Arrays::stream)
        .max()
        .orElse(0);
  }

  /** The curves of a metric. */
  public Curves curves(String metric) {
    return curves.stream()
        .filter(c -> c.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curves of metric " + metric));
  }
}
