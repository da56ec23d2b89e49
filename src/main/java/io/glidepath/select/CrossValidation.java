package io.glidepath.select;

import java.util.List;

/**
 * Held-out scores of every grid point.
 *
 * @param folds the folds' names, ascending
 * @param weights sum of row weights of each fold
 * @param curves one for each metric, in the order in which they are published
 */
public record CrossValidation(List<Integer> folds, double[] weights, List<Curves> curves) {

  /** The scores by one metric, all arrays indexed [alpha][grid index]; not defined is NaN. */
  public record Curves(
      String metric, double[][][] foldValues, double[][] mean, double[][] standardError) {}

  public Curves curves(String metric) {
    return curves.stream()
        .filter(c -> c.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curves of metric " + metric));
  }
}
