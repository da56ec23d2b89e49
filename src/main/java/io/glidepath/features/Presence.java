package io.glidepath.features;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** Whether a row has a value in a column: neither null nor NaN, nor anything such within it. */
public final class Presence {
  private Presence() {}

  /** True or false, never null. */
  public static Column of(Dataset<Row> rows, String column) {
    String name = Sql.quoted(column);
    DataType type = rows.schema().apply(column).dataType();
    if (ColumnTypes.isArray(type) || ColumnTypes.isMap(type)) {
      return expr(ElementSql.complete(name, type));
    }
    if (ColumnTypes.isBag(type)) {
      return expr("(" + Sql.bag(column) + ") IS NOT NULL");
    }
    return ColumnTypes.isVector(type) ? hasNoNaN(rows.col(name)) : expr(Sql.present(name, type));
  }

  /** False for null too. */
  private static Column hasNoNaN(Column vector) {
    Column numbers = forall(functions.vector_to_array(vector, "float64"), x -> not(x.isNaN()));
    // the conversion fails on null
    return when(vector.isNotNull(), numbers).otherwise(false);
  }
}
