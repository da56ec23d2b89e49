package io.glidepath.report;

import io.glidepath.output.RunTables;
import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    List<TableRow> folds =
        rows(run, TableSchemas.FOLDS, List.of("fold", "value", "weight"), metrics);
    ScoreTable table =
        new ScoreTable(
            alphas, folds.stream().mapToInt(r -> r.integer("fold")).distinct().sorted().toArray());
    rows(run, TableSchemas.VALIDATION, List.of("mean", "standard_error"), metrics)
        .forEach(table::placeMean);
    folds.forEach(table::placeFold);
    return table;
  }

  /** Those of some metrics, with the columns that tell what they are about. */
  private static List<TableRow> rows(
      RunTables run, String table, List<String> values, Collection<String> metrics) {
    List<String> columns = new ArrayList<>(List.of("elastic_net_param", "grid_index", "metric"));
    columns.addAll(values);
    List<TableRow> rows = new ArrayList<>();
    run.forEach(
        table,
        columns,
        r -> {
          if (metrics.contains(r.text("metric"))) {
            rows.add(r);
          }
        });
    return rows;
  }

  private void placeMean(TableRow r) {
    double[] undefined = new double[folds.length];
    Arrays.fill(undefined, Double.NaN);
    scores.put(key(r), new Score(r.number("mean"), r.number("standard_error"), undefined));
  }

  private void placeFold(TableRow r) {
    int fold = Arrays.binarySearch(folds, r.integer("fold"));
    scores.get(key(r)).folds()[fold] = r.number("value");
    foldWeights[fold] = r.number("weight");
  }

  private Key key(TableRow r) {
    int a = Arrays.binarySearch(alphas, r.number("elastic_net_param"));
    return new Key(r.text("metric"), new GridPoint(a, r.integer("grid_index")));
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
