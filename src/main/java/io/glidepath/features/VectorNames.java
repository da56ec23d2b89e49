package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The names of a vector column's elements, which are also its width. */
final class VectorNames {
  private VectorNames() {}

  /**
   * From MLlib's attributes of the column if there are any; else from the first vector that is
   * found, by a job that looks at few rows, as for an array of numbers. Elements without a name are
   * called {@code column[3]}.
   */
  static List<String> of(Dataset<Row> rows, FeatureColumn feature, Optional<String> weight) {
    String column = feature.name();
    if (feature.kind() == FeatureColumn.Kind.ARRAY) {
      return elements(column, firstLength(rows, column, weight));
    }
    AttributeGroup group = AttributeGroup.fromStructField(rows.schema().apply(column));
    if (group.attributes().isDefined()) {
      Attribute[] attributes = group.attributes().get();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < attributes.length; i++) {
        names.add(
            attributes[i].name().isDefined() ? attributes[i].name().get() : element(column, i));
      }
      return names;
    }
    return elements(column, group.size() >= 0 ? group.size() : firstWidth(rows, column, weight));
  }

  /** Those of a map, by its keys. */
  static List<String> of(FeatureColumn map, Levels keys) {
    return keys.names().stream().map(key -> map.name() + "[" + key + "]").toList();
  }

  private static List<String> elements(String column, int width) {
    return IntStream.range(0, width).mapToObj(i -> element(column, i)).toList();
  }

  private static int firstWidth(Dataset<Row> rows, String column, Optional<String> weight) {
    return ((Vector) first(rows, column, Sql.quoted(column), weight)).size();
  }

  private static int firstLength(Dataset<Row> rows, String column, Optional<String> weight) {
    return (int) first(rows, column, "array_size(" + Sql.quoted(column) + ")", weight);
  }

  private static Object first(
      Dataset<Row> rows, String column, String value, Optional<String> weight) {
    String weighs = weight.map(w -> " AND " + Sql.number(Sql.quoted(w)) + " > 0").orElse("");
    List<Row> first =
        rows.filter(Sql.quoted(column) + " IS NOT NULL" + weighs)
            .selectExpr(value + " AS v")
            .takeAsList(1);
    if (first.isEmpty()) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "vector column \""
              + column
              + "\" has no value in any row, so its width is not known. Leave it out"
              + " (columns.exclude).");
    }
    return first.get(0).get(0);
  }

  private static String element(String column, int i) {
    return column + "[" + i + "]";
  }
}
