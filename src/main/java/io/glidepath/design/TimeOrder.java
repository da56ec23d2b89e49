package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Dates, timestamps and numbers as whole numbers of the same order: days, microseconds, integers as
 * they are, and of other numbers the bits of the double, turned so that they ascend. Null where the
 * value is null or NaN.
 */
final class TimeOrder {
  private TimeOrder() {}

  /**
   * As bigint.
   *
   * @throws JobFailure CONFIGURATION if the column is not there or of another type
   */
  static Column of(StructType schema, String name) {
    StructField field = Schemas.field(schema, name, "time");
    DataType type = field.dataType();
    Column column = ExactName.column(name);
    if (type instanceof DateType) {
      return functions.unix_date(column).cast(DataTypes.LongType);
    } else if (type instanceof TimestampType) {
      return functions.unix_micros(column);
    } else if (type instanceof TimestampNTZType) {
      return local(column);
    } else if (Scalars.isInteger(type)) {
      return column.cast(DataTypes.LongType);
    } else if (type instanceof NumericType) {
      return functions
          .udf(new Ascending(), DataTypes.LongType)
          .apply(column.cast(DataTypes.DoubleType));
    }
    throw new JobFailure(
        ExitCode.CONFIGURATION,
        String.format(
            Locale.ROOT,
            "time column '%s' is of type %s; it must be a date, a timestamp or a number: cast it or"
                + " name another in folds.time",
            name,
            type.catalogString()));
  }

  /** Microseconds on the clock that wrote it, without the time zone that a cast would take. */
  private static Column local(Column time) {
    Column days = functions.unix_date(time.cast(DataTypes.DateType)).cast(DataTypes.LongType);
    Column seconds =
        functions
            .hour(time)
            .multiply(3600L)
            .plus(functions.minute(time).multiply(60L))
            .cast(DataTypes.LongType);
    Column micros =
        functions
            .extract(functions.lit("SECOND"), time)
            .multiply(1_000_000L)
            .cast(DataTypes.LongType);
    return days.multiply(86_400L).plus(seconds).multiply(1_000_000L).plus(micros);
  }

  /** Doubles in their order; -0 is 0. */
  static final class Ascending implements UDF1<Double, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long call(Double value) {
      if (value == null || value.isNaN()) {
        return null;
      }
      long bits = Double.doubleToLongBits(value + 0.0);
      return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }
  }
}
