package io.glidepath.table;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * A column whose type Spark cannot read. It still has a place in the table, with the nearest type
 * that Spark has and the reason in its metadata. That is an error only where its values are needed.
 */
public final class UnreadColumn {
  private static final String KEY = "glidepath.unread";

  private UnreadColumn() {}

  /** Why a column cannot be read and what to do, as a sentence's end; empty if it can be. */
  public static Optional<String> reason(StructField field) {
    return reason(field.metadata());
  }

  static Optional<String> reason(Metadata metadata) {
    return metadata.contains(KEY) ? Optional.of(metadata.getString(KEY)) : Optional.empty();
  }

  static StructField of(Type type, String file) {
    String reason =
        String.format(
            Locale.ROOT,
            "\"%s\" is %s in %s, which Spark cannot read: %s, or leave the column out"
                + " (columns.exclude)",
            type.getName(),
            written(type),
            file,
            advice(type.getLogicalTypeAnnotation()));
    return new StructField(
        type.getName(),
        nearest(type.getLogicalTypeAnnotation()),
        true,
        new MetadataBuilder().putString(KEY, reason).build());
  }

  /** A type as Parquet writes it, without the column's name. */
  static String written(Type type) {
    if (!type.isPrimitive()) {
      return "a group with a type in it";
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    String stored = type.asPrimitiveType().getPrimitiveTypeName().toString();
    return annotation == null ? stored : stored + " (" + annotation + ")";
  }

  /**
   * A type with which SQL passes Spark's analyser, so that a use of the column can be found. Not
   * void: Spark would replace every value by null before the use could be seen.
   */
  private static DataType nearest(LogicalTypeAnnotation type) {
    if (type instanceof TimestampLogicalTypeAnnotation) {
      return DataTypes.TimestampType;
    }
    if (type instanceof Float16LogicalTypeAnnotation) {
      return DataTypes.FloatType;
    }
    if (type instanceof DecimalLogicalTypeAnnotation) {
      return DataTypes.createDecimalType();
    }
    return type instanceof TimeLogicalTypeAnnotation ? DataTypes.StringType : DataTypes.BinaryType;
  }

  private static String advice(LogicalTypeAnnotation type) {
    if (type instanceof TimestampLogicalTypeAnnotation) {
      return "give Spark --conf spark.sql.legacy.parquet.nanosAsLong=true, which reads nanoseconds"
          + " as a bigint, or write it in microseconds (pandas and pyarrow:"
          + " coerce_timestamps=\"us\")";
    }
    if (type instanceof TimeLogicalTypeAnnotation) {
      return "write it as an integer, for example seconds of the day";
    }
    if (type instanceof Float16LogicalTypeAnnotation) {
      return "write it as a float";
    }
    if (type instanceof DecimalLogicalTypeAnnotation) {
      return "write it as a double or as a decimal of 38 digits at most";
    }
    return "write it as a number or a string";
  }
}
