package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What vectors are made of that a table holds as arrays or maps of numbers, as SQL: first the whole
 * of it as doubles, then one number for each element, or for each key, 0 where a map lacks it; and
 * where these are many, the vector itself.
 *
 * <p>No stock stage turns an array or a map into a vector at once. Up to {@link #FEW} elements are
 * columns of their own on the way. More than some hundred Spark could not put into one method of
 * Java; {@code from_json} makes a vector of these, as it makes a value of any type that it is told.
 * A number takes some ten nanoseconds the first way and some hundred the second; of a map, each
 * entry is looked for among the keys.
 *
 * @param names of the elements, or the keys
 * @param other the name of the last one, if it is for all keys that have none of their own
 */
record ElementSql(
    FeatureColumn feature, List<String> names, Optional<String> other, ScoringChecks checks) {
  /** So many are columns of their own. */
  static final int FEW = 128;

  /** Of maps, each entry of which is looked for among so many keys. */
  static final int MOST = 5000;

  private static final String SCHEMA = new StructType().add("v", SQLDataTypes.VectorType()).json();

  /**
   * @throws JobFailure CONFIGURATION if there are too many
   */
  static void requireFew(FeatureColumn feature, int keys) {
    if (keys <= MOST) {
      return;
    }
    throw new JobFailure(
        ExitCode.CONFIGURATION,
        String.format(
            Locale.ROOT,
            "column \"%s\" (%s) has %d keys, and may have %d: put rare ones together"
                + " (columns.levels.*.min-rows), or leave it out (columns.exclude).",
            feature.name(),
            feature.type().catalogString(),
            keys,
            MOST));
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

  boolean few() {
    return names.size() <= FEW;
  }

  /**
   * The vector at once.
   *
   * @param whole the column that {@link #whole} has become
   */
  String vector(String whole) {
    String json =
        feature.kind() == FeatureColumn.Kind.ARRAY
            ? "concat('{\"v\":{\"type\":1,\"values\":[', " + joined(whole, "x") + ", ']}}')"
            : sparse("array_sort(" + entries(whole) + ")");
    return "from_json(" + json + ", " + Sql.text(SCHEMA) + ").v";
  }

  /** Places and values, {@code i} and {@code x}, of the entries of a map. */
  private String entries(String whole) {
    List<String> own = own();
    String keys =
        own.stream().map(Sql::textInStatement).collect(Collectors.joining(", ", "array(", ")"));
    String named =
        "filter(transform(map_entries(%s), e -> named_struct('i', CAST(array_position(%s, e.key) AS INT) - 1, 'x', e.value)), e -> e.i >= 0)"
            .formatted(whole, keys);
    return other.isEmpty()
        ? named
        : "concat(%s, array(named_struct('i', %d, 'x', %s)))"
            .formatted(named, own.size(), rest(whole));
  }

  private String sparse(String entries) {
    return "concat('{\"v\":{\"type\":0,\"size\":"
        + names.size()
        + ",\"indices\":[', "
        + joined(entries, "x.i")
        + ", '],\"values\":[', "
        + joined(entries, "x.x")
        + ", ']}}')";
  }

  private static String joined(String list, String each) {
    return "array_join(transform(" + list + ", x -> CAST(" + each + " AS STRING)), ',')";
  }

  private List<String> own() {
    return other.isEmpty() ? names : names.subList(0, names.size() - 1);
  }

  /** The sum over all keys that have no column of their own. */
  private String rest(String whole) {
    return "aggregate(map_entries("
        + whole
        + "), 0D, (s, e) -> IF("
        + Sql.isOneOf("e.key", own())
        + ", s, s + e.value))";
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
    List<String> each = new ArrayList<>();
    for (String key : own()) {
      each.add("COALESCE(try_element_at(" + whole + ", " + Sql.textInStatement(key) + "), 0D)");
    }
    if (other.isPresent()) {
      each.add(rest(whole));
    }
    return each;
  }
}
