package io.glidepath.features;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of the input plays which role.
 *
 * @param key columns that identify a row and decide its fold; empty: the feature columns by name
 * @param label the column to predict
 * @param positive the value of a label of strings that counts as 1; the other one counts as 0
 * @param weight non-negative row weights
 * @param offset known part of the linear predictor
 * @param features names or globs, {@code *} for every column without another role
 * @param exclude names or globs that are no features
 * @param categorical numeric columns (names or globs) to be treated as categories
 * @param levels name or glob to what is said of levels, in the order of the configuration
 * @param dates name or glob to the parts of dates that are features, in the order of the
 *     configuration
 * @param interactions pairs of names or globs, or single globs for all pairs among their columns
 * @param coefficients what is to hold the coefficients of columns
 */
public record ColumnsSpec(
    List<String> key,
    String label,
    Optional<String> positive,
    Optional<String> weight,
    Optional<String> offset,
    List<String> features,
    List<String> exclude,
    List<String> categorical,
    Map<String, LevelSpec> levels,
    Map<String, List<DatePart>> dates,
    List<List<String>> interactions,
    CoefficientsSpec coefficients) {
  public ColumnsSpec {
    key = List.copyOf(key);
    features = List.copyOf(features);
    exclude = List.copyOf(exclude);
    categorical = List.copyOf(categorical);
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    dates = Collections.unmodifiableMap(new LinkedHashMap<>(dates));
    interactions = interactions.stream().map(List::copyOf).toList();
  }

  /** With nothing said of levels. */
  public ColumnsSpec(
      List<String> key,
      String label,
      Optional<String> positive,
      Optional<String> weight,
      Optional<String> offset,
      List<String> features,
      List<String> exclude,
      List<String> categorical,
      CoefficientsSpec coefficients) {
    this(
        key,
        label,
        positive,
        weight,
        offset,
        features,
        exclude,
        categorical,
        Map.of(),
        coefficients);
  }

  /** With no dates and no interactions. */
  public ColumnsSpec(
      List<String> key,
      String label,
      Optional<String> positive,
      Optional<String> weight,
      Optional<String> offset,
      List<String> features,
      List<String> exclude,
      List<String> categorical,
      Map<String, LevelSpec> levels,
      CoefficientsSpec coefficients) {
    this(
        key,
        label,
        positive,
        weight,
        offset,
        features,
        exclude,
        categorical,
        levels,
        Map.of(),
        List.of(),
        coefficients);
  }
}
