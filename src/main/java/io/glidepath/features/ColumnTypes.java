package io.glidepath.features;

import java.util.Arrays;
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
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

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

  /** Whether values follow each other in time, or may be meant to. */
  static boolean isTime(DataType type) {
    return isNumber(type)
        || type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** Spark hashes neither maps nor variants. */
  static boolean hasHash(DataType type) {
    return !(type instanceof MapType || type instanceof VariantType);
  }

  static boolean isBoolean(DataType type) {
    return type instanceof BooleanType;
  }

  static boolean isString(DataType type) {
    return type instanceof StringType;
  }

  /** One of MLlib's, or what becomes one. */
  static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType()) || isArray(type) || isMap(type);
  }

  /** A list of numbers. */
  static boolean isArray(DataType type) {
    return type instanceof ArrayType array && isNumber(array.elementType());
  }

  /** Numbers by name. */
  static boolean isMap(DataType type) {
    return type instanceof MapType map && isString(map.keyType()) && isNumber(map.valueType());
  }

  /** A list of strings. */
  static boolean isBag(DataType type) {
    return type instanceof ArrayType array && isString(array.elementType());
  }

  /** What a feature of this type is, categories by configuration aside; empty: it can be none. */
  static Optional<FeatureColumn.Kind> kind(DataType type) {
    if (isNumber(type)) {
      return Optional.of(FeatureColumn.Kind.NUMERIC);
    }
    if (isString(type) || isBoolean(type)) {
      return Optional.of(FeatureColumn.Kind.CATEGORICAL);
    }
    if (isBag(type)) {
      return Optional.of(FeatureColumn.Kind.BAG);
    }
    if (isArray(type)) {
      return Optional.of(FeatureColumn.Kind.ARRAY);
    }
    if (isMap(type)) {
      return Optional.of(FeatureColumn.Kind.MAP);
    }
    return isVector(type) ? Optional.of(FeatureColumn.Kind.VECTOR) : Optional.empty();
  }

  /** What to make of a column that is not of use as it is, as SQL for {@code input.query}. */
  static String advice(String column, DataType type) {
    String name = Sql.quoted(column);
    String expression;
    if (type instanceof NullType) {
      return "it has no value in any row (the null type of Arrow): leave it out, or cast it in"
          + " input.query";
    }
    if (type instanceof DateType) {
      expression = "unix_date(" + name + ")";
    } else if (type instanceof TimestampType) {
      expression = "unix_micros(" + name + ") / 1e6";
    } else if (type instanceof TimestampNTZType) {
      expression = "unix_micros(CAST(" + name + " AS TIMESTAMP)) / 1e6";
    } else if (type instanceof ArrayType) {
      return "turn it into an array of strings, which is a bag, or into booleans in input.query, for"
          + " example transform("
          + name
          + ", x -> CAST(x AS STRING)) or size("
          + name
          + ") > 0, or leave it out";
    } else if (type instanceof MapType map
        && isNumber(map.valueType())
        && kind(map.keyType()).isPresent()) {
      return "make its keys strings in input.query, transform_keys("
          + name
          + ", (k, v) -> CAST(k AS STRING)) AS "
          + name
          + ", or leave it out";
    } else if (type instanceof MapType map && kind(map.valueType()).isPresent()) {
      return select(name + "['some key']");
    } else if (type instanceof StructType struct && usable(struct).isPresent()) {
      return select(name + "." + Sql.quoted(usable(struct).get()));
    } else if (type instanceof StringType) {
      return "if its values are numbers, select CAST("
          + name
          + " AS DOUBLE) in input.query (TRY_CAST gives null where a value is no number)";
    } else if (type instanceof BinaryType) {
      return "leave it out";
    } else {
      return "turn it into a number in input.query, or leave it out";
    }
    return "turn it into a number in input.query, for example " + expression + ", or leave it out";
  }

  private static String select(String part) {
    return "select a part of it in input.query, for example " + part + ", or leave it out";
  }

  private static Optional<String> usable(StructType struct) {
    return Arrays.stream(struct.fields())
        .filter(field -> kind(field.dataType()).isPresent())
        .map(StructField::name)
        .findFirst();
  }
}
