package io.glidepath.report;

import static org.apache.spark.sql.functions.col;

import io.glidepath.output.TableSchemas;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Held-out scores by some metrics, from the tables {@code folds} and {@code validation}; without
 * folds there are none.
 */
final class ScoreTable {
  private final double[] alphas;
  private final int[] folds;
  private final double[] foldWeights;
  private final Map<Key, Score> scores = new HashMap<>();

  private record Key(String metric, GridPoint point) {}

  /**
   * One metric at one grid point; NaN is what is not defined.
   *
   * @param folds by position of the fold
   */
  record Score(double mean, double standardError, double[] folds) {}

  private ScoreTable(double[] alphas, int[] folds) {
    this.alphas = alphas;
    this.folds = folds;
    this.foldWeights = new double[folds.length];
  }

  /**
   * @param alphas every elastic_net_param of the run, ascending
   * @param metrics by name
   */
  static ScoreTable read(RunTables run, double[] alphas, Collection<String> metrics) {
    if (!run.has(TableSchemas.FOLDS)) {
      return new ScoreTable(alphas, new int[0]);
    }
    List<Row> folds =
        run.table(TableSchemas.FOLDS)
            .where(col("metric").isInCollection(metrics))
            .select("elastic_net_param", "grid_index", "metric", "fold", "value", "weight")
            .collectAsList();
    ScoreTable table =
        new ScoreTable(
            alphas, folds.stream().mapToInt(r -> r.getInt(3)).distinct().sorted().toArray());
    run.table(TableSchemas.VALIDATION)
        .where(col("metric").isInCollection(metrics))
        .select("elastic_net_param", "grid_index", "metric", "mean", "standard_error")
        .collectAsList()
        .forEach(table::placeMean);
    folds.forEach(table::placeFold);
    return table;
  }

  private void placeMean(Row r) {
    double[] undefined = new double[folds.length];
    Arrays.fill(undefined, Double.NaN);
    scores.put(key(r), new Score(RunTables.number(r, 3), RunTables.number(r, 4), undefined));
  }

  private void placeFold(Row r) {
    int fold = Arrays.binarySearch(folds, r.getInt(3));
    scores.get(key(r)).folds()[fold] = RunTables.number(r, 4);
    foldWeights[fold] = RunTables.number(r, 5);
  }

  private Key key(Row r) {
    int a = Arrays.binarySearch(alphas, r.getDouble(0));
    return new Key(r.getString(2), new GridPoint(a, r.getInt(1)));
  }

  /** A score; one that is not in the tables is not defined. */
  Score score(String metric, GridPoint p) {
    return scores.getOrDefault(
        new Key(metric, p), new Score(Double.NaN, Double.NaN, new double[0]));
  }

  /** Names of the folds, ascending. */
  int[] folds() {
    return folds;
  }

  /** Sum of the weights of each fold's rows. */
  double[] foldWeights() {
    return foldWeights;
  }
}
