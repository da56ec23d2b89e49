package io.glidepath.design;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/**
 * The scalar types that count as numbers, and how each becomes a double: exactly, but for longs
 * beyond 2^53 and decimals, which are rounded as Spark's cast to double rounds them.
 */
final class Scalars {
  static final String NAMES =
      "double, float, bigint, int, smallint, tinyint, decimal, boolean or an MLlib vector";

  private Scalars() {}

  /** Reads a value that is not null. */
  @FunctionalInterface
  interface Getter {
    double get(SpecializedGetters row, int ordinal);
  }

  static boolean isNumber(DataType type) {
    return type instanceof DoubleType
        || type instanceof FloatType
        || type instanceof DecimalType
        || type instanceof BooleanType
        || isInteger(type);
  }

  static boolean isInteger(DataType type) {
    return type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType;
  }

  static Getter getter(DataType type) {
    if (type instanceof DoubleType) {
      return SpecializedGetters::getDouble;
    } else if (type instanceof FloatType) {
      return SpecializedGetters::getFloat;
    } else if (type instanceof LongType) {
      return SpecializedGetters::getLong;
    } else if (type instanceof IntegerType) {
      return SpecializedGetters::getInt;
    } else if (type instanceof ShortType) {
      return SpecializedGetters::getShort;
    } else if (type instanceof ByteType) {
      return SpecializedGetters::getByte;
    } else if (type instanceof BooleanType) {
      return (row, i) -> row.getBoolean(i) ? 1 : 0;
    } else if (type instanceof DecimalType decimal) {
      int precision = decimal.precision();
      int scale = decimal.scale();
      return (row, i) -> row.getDecimal(i, precision, scale).toDouble();
    }
    throw new IllegalArgumentException("no number: " + type.catalogString());
  }
}
