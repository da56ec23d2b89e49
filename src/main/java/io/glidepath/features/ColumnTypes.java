package io.glidepath.features;

import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** What a column's type allows it to be. */
final class ColumnTypes {
  private ColumnTypes() {}

  static boolean isNumber(DataType type) {
    return type instanceof NumericType;
  }

  static boolean isInteger(DataType type) {
    return type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType;
  }

  /** Whether a value can be NaN or infinite. */
  static boolean isFloating(DataType type) {
    return type instanceof FloatType || type instanceof DoubleType;
  }

  static boolean isBoolean(DataType type) {
    return type instanceof BooleanType;
  }

  static boolean isString(DataType type) {
    return type instanceof StringType;
  }

  static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType());
  }

  /** What a feature of this type is, categories by configuration aside; empty: it can be none. */
  static Optional<DesignColumn.Kind> kind(DataType type) {
    if (isNumber(type)) {
      return Optional.of(DesignColumn.Kind.NUMERIC);
    }
    if (isString(type) || isBoolean(type)) {
      return Optional.of(DesignColumn.Kind.CATEGORICAL);
    }
    return isVector(type) ? Optional.of(DesignColumn.Kind.VECTOR) : Optional.empty();
  }

  /** How to turn a value that is no number into one, as SQL for {@code input.query}. */
  static String advice(String column, DataType type) {
    String name = Sql.quoted(column);
    String expression;
    if (type instanceof DateType) {
      expression = "unix_date(" + name + ")";
    } else if (type instanceof TimestampType) {
      expression = "unix_micros(" + name + ") / 1e6";
    } else if (type instanceof TimestampNTZType) {
      expression = "unix_micros(CAST(" + name + " AS TIMESTAMP)) / 1e6";
    } else if (type instanceof ArrayType) {
      expression = name + "[0]";
    } else if (type instanceof MapType) {
      expression = name + "['some key']";
    } else if (type instanceof StructType struct && struct.length() > 0) {
      expression = name + "." + Sql.quoted(struct.fieldNames()[0]);
    } else if (type instanceof StringType) {
      expression = "CAST(" + name + " AS DOUBLE)";
    } else if (type instanceof BinaryType) {
      return "leave it out";
    } else {
      return "turn it into a number in input.query, or leave it out";
    }
    return "turn it into a number in input.query, for example " + expression + ", or leave it out";
  }
}
