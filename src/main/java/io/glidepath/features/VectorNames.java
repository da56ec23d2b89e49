package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * found, by a job that looks at few rows. Elements without a name are called {@code column[3]}.
   */
  static List<String> of(Dataset<Row> rows, String column, Optional<String> weight) {
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
    int width = group.size() >= 0 ? group.size() : firstWidth(rows, column, weight);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      names.add(element(column, i));
    }
    return names;
  }

  private static int firstWidth(Dataset<Row> rows, String column, Optional<String> weight) {
    String quoted = Sql.quoted(column);
    String weighs = weight.map(w -> " AND " + Sql.number(Sql.quoted(w)) + " > 0").orElse("");
    List<Row> first =
        rows.filter(quoted + " IS NOT NULL" + weighs).selectExpr(quoted + " AS v").takeAsList(1);
    if (first.isEmpty()) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "vector column \""
              + column
              + "\" has no value in any row, so its width is not known. Leave it out"
              + " (columns.exclude).");
    }
    return ((Vector) first.get(0).get(0)).size();
  }

  private static String element(String column, int i) {
    return column + "[" + i + "]";
  }
}
