package io.glidepath.ml;

import io.glidepath.family.Family;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The columns that a model adds, all functions of the linear predictor eta and null where that is.
 *
 * <p>In general one, the mean. Of two classes the three of MLlib's classifiers: [-eta, eta], the
 * probabilities of 0 and 1, and the class, 1 where its probability is above a half. A column with
 * an empty name is left out.
 */
final class Predictions {
  /** Of one column: its name, its type, and what it does with eta. */
  private record Added(String name, DataType type, UDF1<Double, Object> value) {}

  private final List<Added> columns = new ArrayList<>();

  Predictions(SweepParams params) {
    Family family = params.loss();
    String prediction = params.$(params.predictionCol());
    if (family.twoClasses()) {
      add(
          params.$(params.rawPredictionCol()),
          SQLDataTypes.VectorType(),
          eta -> Vectors.dense(-eta, eta));
      add(
          params.$(params.probabilityCol()),
          SQLDataTypes.VectorType(),
          eta -> probabilities(family, eta));
      add(prediction, DataTypes.DoubleType, eta -> family.mean(eta) > 0.5 ? 1.0 : 0.0);
    } else {
      add(prediction, DataTypes.DoubleType, family::mean);
    }
  }

  private void add(String name, DataType type, UDF1<Double, Object> value) {
    if (!name.isEmpty()) {
      columns.add(new Added(name, type, eta -> eta == null ? null : value.call(eta)));
    }
  }

  /** Each from its own side, so that small ones keep their digits. */
  private static Vector probabilities(Family family, double eta) {
    return Vectors.dense(family.mean(-eta), family.mean(eta));
  }

  /** What the schema gets, in order. */
  List<StructField> fields() {
    return columns.stream()
        .map(a -> DataTypes.createStructField(a.name(), a.type(), true))
        .toList();
  }

  /** The rows with the columns at their end. */
  Dataset<Row> added(Dataset<Row> rows, Column eta) {
    Dataset<Row> all = rows;
    for (Added column : columns) {
      all = all.withColumn(column.name(), functions.udf(column.value(), column.type()).apply(eta));
    }
    return all;
  }
}
