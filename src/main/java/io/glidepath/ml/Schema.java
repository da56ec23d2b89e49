package io.glidepath.ml;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The schema that predictions are added to. */
final class Schema {
  private Schema() {}

  /**
   * The schema with the columns that are predicted.
   *
   * @throws IllegalArgumentException if a features column is missing or a predicted column is there
   *     already, as stock stages do
   */
  static StructType withPrediction(SweepParams params, StructType schema) {
    for (String name : params.inputColumns()) {
      if (!Arrays.asList(schema.fieldNames()).contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "features column '%s' is not there; columns: %s",
                name,
                String.join(", ", schema.fieldNames())));
      }
    }
    StructType all = schema;
    for (StructField field : new Predictions(params).fields()) {
      if (Arrays.asList(all.fieldNames()).contains(field.name())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "output column '%s' already exists; choose another %s",
                field.name(),
                setting(params, field.name())));
      }
      all = all.add(field);
    }
    return all;
  }

  private static String setting(SweepParams params, String column) {
    if (column.equals(params.$(params.predictionCol()))) {
      return "predictionCol";
    }
    return column.equals(params.$(params.probabilityCol())) ? "probabilityCol" : "rawPredictionCol";
  }
}
