package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;

/**
 * What vectors are made of that a table holds as arrays or maps of numbers, as SQL: first the whole
 * of it as doubles, then one number for each element, or for each key, 0 where a map lacks it.
 *
 * <p>No stock stage turns an array or a map into a vector at once, so every element is a column of
 * its own on the way: a row takes time by its width, and of a map by its width times the entries of
 * the row.
 *
 * @param names of the elements, or the keys
 * @param other the name of the last one, if it is for all keys that have none of their own
 */
record ElementSql(
    FeatureColumn feature, List<String> names, Optional<String> other, ScoringChecks checks) {
  /** More make statements that Spark takes minutes to understand. */
  static final int MOST = 5000;

  /**
   * @throws JobFailure CONFIGURATION if there are too many
   */
  static void requireFew(FeatureColumn feature, int elements) {
    if (elements <= MOST) {
      return;
    }
    String wayOut =
        feature.kind() == FeatureColumn.Kind.MAP
            ? "put rare keys together (columns.levels.*.min-rows), or leave the column out"
                + " (columns.exclude)"
            : "store it as a vector of MLlib's (array_to_vector in org.apache.spark.ml.functions or"
                + " pyspark.ml.functions), or leave it out (columns.exclude)";
    throw new JobFailure(
        ExitCode.CONFIGURATION,
        String.format(
            Locale.ROOT,
            "column \"%s\" (%s) makes %d columns, and may make %d: %s.",
            feature.name(),
            feature.type().catalogString(),
            elements,
            MOST,
            wayOut));
  }

  /** All of its numbers as doubles. */
  static String doubles(FeatureColumn feature) {
    String type =
        feature.kind() == FeatureColumn.Kind.MAP ? "MAP<STRING, DOUBLE>" : "ARRAY<DOUBLE>";
    return "CAST(" + Sql.quoted(feature.name()) + " AS " + type + ")";
  }

  /** True where neither it nor one of its numbers is null or NaN. */
  static String complete(String column, DataType type) {
    String numbers = ColumnTypes.isMap(type) ? "map_values(" + column + ")" : column;
    return "COALESCE(NOT exists("
        + numbers
        + ", x -> x IS NULL OR isnan(CAST(x AS DOUBLE))), FALSE)";
  }

  /** The whole, with the errors that scoring has for rows which training would have refused. */
  String whole() {
    String value = doubles(feature);
    if (!checks.refuse()) {
      return value;
    }
    String column = Sql.quoted(feature.name());
    if (feature.kind() == FeatureColumn.Kind.ARRAY) {
      value =
          "IF(array_size(%s) = %d, %s, %s)"
              .formatted(
                  column, names.size(), value, ScoringChecks.otherLength(feature, names.size()));
    } else if (checks.refusesUnseen() && other.isEmpty()) {
      String unknown =
          "filter(map_keys(" + column + "), k -> NOT (" + Sql.isOneOf("k", names) + "))";
      value =
          "IF(array_size(%s) = 0, %s, %s)"
              .formatted(
                  unknown,
                  value,
                  ScoringChecks.unknownLevel(feature.name(), "get(" + unknown + ", 0)"));
    }
    return checks.complete(feature, complete(column, feature.type()), value);
  }

  /**
   * One expression for each element.
   *
   * @param whole the column that {@link #whole} has become
   */
  List<String> each(String whole) {
    if (feature.kind() == FeatureColumn.Kind.ARRAY) {
      return IntStream.range(0, names.size())
          .mapToObj(i -> "get(" + whole + ", " + i + ")")
          .toList();
    }
    List<String> own = other.isEmpty() ? names : names.subList(0, names.size() - 1);
    List<String> each = new ArrayList<>();
    for (String key : own) {
      each.add("COALESCE(try_element_at(" + whole + ", " + Sql.textInStatement(key) + "), 0D)");
    }
    if (other.isPresent()) {
      each.add(
          "aggregate(map_entries("
              + whole
              + "), 0D, (s, e) -> IF("
              + Sql.isOneOf("e.key", own)
              + ", s, s + e.value))");
    }
    return each;
  }
}
