package io.glidepath.report;

import io.glidepath.output.TableRow;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns of the design, from the table {@code features}, in the order of feature_index.
 *
 * @param deviations sigma_j, what turns a coefficient into a standardized one
 * @param factors penalty factors
 * @param lower bounds of coefficients, NaN for none
 * @param upper likewise
 * @param status used, constant or collinear
 */
record FeatureTable(
    List<String> names,
    Map<String, Integer> index,
    double[] deviations,
    double[] factors,
    double[] lower,
    double[] upper,
    List<String> status) {

  static FeatureTable read(Tables run) {
    List<TableRow> rows =
        run
            .rows(
                TableSchemas.FEATURES,
                "feature",
                "feature_index",
                "standard_deviation",
                "penalty_factor",
                "lower_bound",
                "upper_bound",
                "status")
            .stream()
            .sorted(Comparator.comparingInt(r -> r.integer("feature_index")))
            .toList();
    Map<String, Integer> index = new HashMap<>();
    rows.forEach(r -> index.put(r.text("feature"), r.integer("feature_index")));
    return new FeatureTable(
        rows.stream().map(r -> r.text("feature")).toList(),
        index,
        rows.stream().mapToDouble(r -> r.number("standard_deviation")).toArray(),
        rows.stream().mapToDouble(r -> r.number("penalty_factor")).toArray(),
        rows.stream().mapToDouble(r -> r.number("lower_bound")).toArray(),
        rows.stream().mapToDouble(r -> r.number("upper_bound")).toArray(),
        rows.stream().map(r -> r.text("status")).toList());
  }

  int size() {
    return names.size();
  }

  /** Positions of the columns whose coefficients have a bound. */
  List<Integer> bounded() {
    return IntStream.range(0, size())
        .filter(j -> !Double.isNaN(lower[j]) || !Double.isNaN(upper[j]))
        .boxed()
        .toList();
  }

  /** Position of a feature of another table. */
  int of(String feature) {
    return index.get(feature);
  }

  /** Positions of the columns that are exact multiples of another one. */
  List<Integer> copies() {
    return withStatus("collinear");
  }

  /** Positions of the columns of a status. */
  List<Integer> withStatus(String wanted) {
    return IntStream.range(0, size()).filter(j -> status.get(j).equals(wanted)).boxed().toList();
  }
}
