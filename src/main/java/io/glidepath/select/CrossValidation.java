package io.glidepath.select;

import io.glidepath.family.Metric;
import io.glidepath.path.FoldScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Held-out scores of every grid point, and their means over folds.
 *
 * @param folds the folds' names, ascending
 * @param weights sum of row weights of each fold
 * @param curves one for each metric, in the order in which they are published
 */
public record CrossValidation(List<Integer> folds, double[] weights, List<Curves> curves) {

  /**
   * The scores by one metric, all arrays indexed [alpha][grid index]; not defined is NaN.
   *
   * @param nothing fold values of the null model; empty where it is not known
   * @param unpenalised fold values of the fit without a penalty, where there is one
   * @param error within which two values are equal; 0 where all are exact
   */
  public record Curves(
      String metric,
      double[][][] foldValues,
      double[][] mean,
      double[][] standardError,
      Optional<double[]> nothing,
      Optional<double[]> unpenalised,
      double error) {

    /** Exact ones, and no model outside the grid to compare with. */
    public Curves(
        String metric, double[][][] foldValues, double[][] mean, double[][] standardError) {
      this(metric, foldValues, mean, standardError, Optional.empty(), Optional.empty(), 0);
    }
  }

  /** Averages the scores of the folds. */
  public static CrossValidation of(FoldScores scores) {
    List<Curves> curves = new ArrayList<>();
    scores.values().forEach((metric, values) -> curves.add(curves(metric, values, scores)));
    return new CrossValidation(
        Arrays.stream(scores.folds()).boxed().toList(), scores.weights(), curves);
  }

  private static Curves curves(Metric metric, double[][][] values, FoldScores scores) {
    double[][] mean = new double[values.length][values[0].length];
    double[][] standardError = new double[values.length][values[0].length];
    for (int a = 0; a < values.length; a++) {
      for (int k = 0; k < values[a].length; k++) {
        FoldMean summary = FoldMean.of(values[a][k], scores.weights());
        mean[a][k] = summary.mean();
        standardError[a][k] = summary.standardError();
      }
    }
    return new Curves(
        metric.label(),
        values,
        mean,
        standardError,
        Optional.ofNullable(scores.baselines().nothing().get(metric)),
        scores.baselines().unpenalised().map(u -> u.get(metric)),
        metric == Metric.AUC ? scores.rankError() : 0);
  }

  /** A bound of the error of every auc; 0 where ranks are exact, or not asked for. */
  public double rankError() {
    return curves.stream().mapToDouble(Curves::error).max().orElse(0);
  }

  /** The curves of a metric. */
  public Curves curves(String metric) {
    return curves.stream()
        .filter(c -> c.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curves of metric " + metric));
  }
}
