package io.glidepath.report;

import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Held-out scores by some metrics, from the tables {@code folds} and {@code validation}; without
 * folds there are none.
 */
final class ScoreTable {
  private final double[] alphas;
  private final List<Fold> folds;
  private final Map<Key, Score> scores = new HashMap<>();

  private record Key(String metric, GridPoint point) {}

  private record Fold(int repeat, int fold) implements Comparable<Fold> {
    static Fold of(TableRow r) {
      return new Fold(r.integer("repeat"), r.integer("fold"));
    }

    @Override
    public int compareTo(Fold other) {
      return repeat == other.repeat
          ? Integer.compare(fold, other.fold)
          : Integer.compare(repeat, other.repeat);
    }
  }

  /**
   * One metric at one grid point; NaN is what is not defined.
   *
   * @param folds those of the first repeat come first, and so on
   */
  record Score(double mean, double standardError, double[] folds) {}

  private ScoreTable(double[] alphas, List<Fold> folds) {
    this.alphas = alphas;
    this.folds = folds;
  }

  /**
   * @param alphas every elastic_net_param of the run, ascending
   * @param metrics by name
   */
  static ScoreTable read(Tables run, double[] alphas, Collection<String> metrics) {
    if (!run.has(TableSchemas.FOLDS)) {
      return new ScoreTable(alphas, List.of());
    }
    List<TableRow> folds =
        rows(run, TableSchemas.FOLDS, List.of("fold", "repeat", "value"), metrics);
    TreeSet<Fold> names = new TreeSet<>();
    folds.forEach(r -> names.add(Fold.of(r)));
    ScoreTable table = new ScoreTable(alphas, List.copyOf(names));
    rows(run, TableSchemas.VALIDATION, List.of("mean", "standard_error"), metrics)
        .forEach(table::placeMean);
    folds.forEach(table::placeFold);
    return table;
  }

  /** Those of some metrics, with the columns that tell what they are about. */
  private static List<TableRow> rows(
      Tables run, String table, List<String> values, Collection<String> metrics) {
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
    double[] undefined = new double[folds.size()];
    Arrays.fill(undefined, Double.NaN);
    scores.put(key(r), new Score(r.number("mean"), r.number("standard_error"), undefined));
  }

  private void placeFold(TableRow r) {
    int at = Collections.binarySearch(folds, Fold.of(r));
    scores.get(key(r)).folds()[at] = r.number("value");
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

  /** How many folds a repeat has; 0 without folds. */
  int folds() {
    return (int) folds.stream().filter(f -> f.repeat() == 0).count();
  }

  /** Names of the folds, of all repeats. */
  List<String> names() {
    boolean once = folds.size() == folds();
    return folds.stream()
        .map(f -> once ? "" + f.fold() : f.fold() + " (repeat " + f.repeat() + ")")
        .toList();
  }
}
