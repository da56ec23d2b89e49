package io.glidepath.path;

import io.glidepath.family.Metric;
import io.glidepath.stats.Cells;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Held-out scores of every grid point in every fold.
 *
 * @param cells the folds, of every repeat
 * @param values by metric, in the order in which they are published: [alpha][grid index][cell]; NaN
 *     where not defined
 * @param rankErrors a bound of the error of every AUC, indexed as its values; empty where all are
 *     exact
 */
public record FoldScores(
    Cells cells,
    Map<Metric, double[][][]> values,
    Baselines baselines,
    Optional<double[][][]> rankErrors) {

  /** The same with models to compare with. */
  public FoldScores with(Baselines compared) {
    return new FoldScores(cells, values, compared, rankErrors);
  }

  /** Exact ones. */
  public FoldScores(Cells cells, Map<Metric, double[][][]> values, Baselines baselines) {
    this(cells, values, baselines, Optional.empty());
  }

  /** Within which means of a score are known, [alpha][grid index]; 0 where they are exact. */
  public double[][] errors(Metric metric) {
    double[][][] all = values.get(metric);
    double[][] errors = new double[all.length][];
    Arrays.setAll(errors, a -> new double[all[a].length]);
    if (metric == Metric.AUC) {
      rankErrors.ifPresent(
          bounds -> {
            for (int a = 0; a < errors.length; a++) {
              for (int k = 0; k < errors[a].length; k++) {
                errors[a][k] = cells.mean(bounds[a][k]);
              }
            }
          });
    }
    return errors;
  }

  /** The scores of one grid point, by metric, one value a fold. */
  public Map<Metric, double[]> at(int a, int k) {
    Map<Metric, double[]> scores = new LinkedHashMap<>();
    values.forEach((metric, all) -> scores.put(metric, all[a][k]));
    return scores;
  }
}
