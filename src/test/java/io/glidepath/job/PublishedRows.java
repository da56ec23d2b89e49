package io.glidepath.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a published table by Parquet's own reader, a hundred times cheaper than a query; {@link
 * PublishedTablesIT} shows that Spark reads the same.
 */
final class PublishedRows {
  private PublishedRows() {}

  /** All of them, in the order in which they were written. */
  static List<Row> of(Path table) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList()) {
        try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
          for (Group group = reader.read(); group != null; group = reader.read()) {
            rows.add(row(group));
          }
        }
      }
    }
    return rows;
  }

  private static Row row(Group group) {
    List<Type> columns = group.getType().getFields();
    Object[] values = new Object[columns.size()];
    StructType schema = new StructType();
    for (int i = 0; i < values.length; i++) {
      schema = schema.add(columns.get(i).getName(), type(columns.get(i)));
      values[i] = group.getFieldRepetitionCount(i) == 0 ? null : value(group, i);
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static DataType type(Type column) {
    return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> DataTypes.DoubleType;
      case INT32 -> DataTypes.IntegerType;
      case BOOLEAN -> DataTypes.BooleanType;
      case BINARY -> DataTypes.StringType;
      default -> throw new IllegalStateException(column.toString());
    };
  }

  private static Object value(Group group, int i) {
    DataType type = type(group.getType().getType(i));
    if (type.equals(DataTypes.DoubleType)) {
      return group.getDouble(i, 0);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return group.getInteger(i, 0);
    }
    return type.equals(DataTypes.BooleanType) ? group.getBoolean(i, 0) : group.getString(i, 0);
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
