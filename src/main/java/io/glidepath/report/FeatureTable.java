package io.glidepath.report;

import io.glidepath.output.TableSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * The columns of the design, from the table {@code features}, in the order of feature_index.
 *
 * @param deviations sigma_j, what turns a coefficient into a standardized one
 * @param factors penalty factors
 * @param status used, constant or collinear
 */
record FeatureTable(
    List<String> names,
    Map<String, Integer> index,
    double[] deviations,
    double[] factors,
    List<String> status) {

  static FeatureTable read(RunTables run) {
    List<Row> rows =
        run
            .rows(
                TableSchemas.FEATURES,
                "feature",
                "feature_index",
                "standard_deviation",
                "penalty_factor",
                "status")
            .stream()
            .sorted((r, s) -> Integer.compare(r.getInt(1), s.getInt(1)))
            .toList();
    Map<String, Integer> index = new HashMap<>();
    rows.forEach(r -> index.put(r.getString(0), r.getInt(1)));
    return new FeatureTable(
        rows.stream().map(r -> r.getString(0)).toList(),
        index,
        rows.stream().mapToDouble(r -> RunTables.number(r, 2)).toArray(),
        rows.stream().mapToDouble(r -> RunTables.number(r, 3)).toArray(),
        rows.stream().map(r -> r.getString(4)).toList());
  }

  int size() {
    return names.size();
  }

  /** Position of a feature of another table. */
  int of(String feature) {
    return index.get(feature);
  }

  /** Positions of the columns of a status. */
  List<Integer> withStatus(String wanted) {
    return IntStream.range(0, size()).filter(j -> status.get(j).equals(wanted)).boxed().toList();
  }
}
