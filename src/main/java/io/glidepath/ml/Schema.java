package io.glidepath.ml;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The schema that predictions are added to. */
final class Schema {
  private Schema() {}

  /**
   * The schema with a prediction column.
   *
   * @throws IllegalArgumentException if a features column is missing or the prediction column is
   *     there already, as stock stages do
   */
  static StructType withPrediction(SweepColumns columns, StructType schema) {
    for (String name : columns.inputColumns()) {
      if (!Arrays.asList(schema.fieldNames()).contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "features column '%s' is not there; columns: %s",
                name,
                String.join(", ", schema.fieldNames())));
      }
    }
    String prediction = columns.$(columns.predictionCol());
    if (Arrays.asList(schema.fieldNames()).contains(prediction)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "output column '%s' already exists; choose another predictionCol",
              prediction));
    }
    return schema.add(prediction, DataTypes.DoubleType, true);
  }
}
