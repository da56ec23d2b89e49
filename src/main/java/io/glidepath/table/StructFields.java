package io.glidepath.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes columns {@code a.b} of the fields of structs, however deep; of a missing struct all miss.
 */
final class StructFields {
  private StructFields() {}

  static Dataset<Row> unfolded(Dataset<Row> rows) {
    if (Stream.of(rows.schema().fields()).noneMatch(f -> f.dataType() instanceof StructType)) {
      return rows;
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      unfold(functions.col(InputQuery.quoted(field.name())), field.name(), field, columns);
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  private static void unfold(Column column, String name, StructField field, List<Column> into) {
    if (field.dataType() instanceof StructType struct) {
      for (StructField inner : struct.fields()) {
        unfold(column.getField(inner.name()), name + "." + inner.name(), inner, into);
      }
    } else {
      into.add(column.as(name, field.metadata()));
    }
  }
}
