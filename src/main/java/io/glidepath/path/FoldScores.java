package io.glidepath.path;

import io.glidepath.family.Metric;
import io.glidepath.stats.Cells;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Held-out scores of every grid point in every fold.
 *
 * @param cells the folds, of every repeat
 * @param values by metric, in the order in which they are published: [alpha][grid index][cell]; NaN
 *     where not defined
 * @param rankError a bound of the error of every AUC; 0 where all are exact
 */
public record FoldScores(
    Cells cells, Map<Metric, double[][][]> values, Baselines baselines, double rankError) {

  /** The same with models to compare with. */
  FoldScores with(Baselines compared) {
    return new FoldScores(cells, values, compared, rankError);
  }

  /** The scores of one grid point, by metric, one value a fold. */
  Map<Metric, double[]> at(int a, int k) {
    Map<Metric, double[]> scores = new LinkedHashMap<>();
    values.forEach((metric, all) -> scores.put(metric, all[a][k]));
    return scores;
  }
}
