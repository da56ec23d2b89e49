package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that say which fold a row is in. */
public final class Folds {
  private Folds() {}

  /**
   * The fold of a row by the hash of its key: {@code pmod(xxhash64(key columns, seed), count)} as
   * int, in 0 .. count - 1. It depends on the row's own values alone: neither on partitions, files
   * and their order, nor on other rows.
   *
   * <p>Key columns are hashed in the order given, tinyint, smallint and int as bigint, so that an
   * id keeps its fold when its integer type changes; the seed goes last, as a bigint. All other
   * types are hashed as Spark hashes them: null passes the hash on unchanged (a row whose key is
   * null has a fold, too), -0.0 counts as 0.0, every NaN is the same, decimals of precision up to
   * 18 count by their unscaled value (so 1.5 and 1.50 differ), a date is its day number, a string
   * its UTF-8 bytes, a vector its fields.
   *
   * @param schema of the Dataset the column is for; names are exact, dots and back-ticks included
   * @param count at least 1
   * @throws JobFailure CONFIGURATION if the key is empty or names a column that is not there or
   *     cannot be hashed (a map)
   */
  public static Column byKey(StructType schema, List<String> keyColumns, long seed, int count) {
    if (keyColumns.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "no key columns to deal rows into folds by; name at least one in columns.key");
    }
    if (count < 1) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(Locale.ROOT, "folds.count is %d; it must be at least 1", count));
    }
    Column[] hashed = new Column[keyColumns.size() + 1];
    for (int i = 0; i < keyColumns.size(); i++) {
      StructField field = Schemas.field(schema, keyColumns.get(i), "key");
      if (field.dataType() instanceof MapType) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            String.format(
                Locale.ROOT,
                "key column '%s' is of type %s, which cannot be hashed; leave it out of columns.key",
                field.name(),
                field.dataType().catalogString()));
      }
      Column key = Schemas.column(field.name());
      hashed[i] = Scalars.isInteger(field.dataType()) ? key.cast(DataTypes.LongType) : key;
    }
    hashed[keyColumns.size()] = functions.lit(seed);
    return functions
        .pmod(functions.xxhash64(hashed), functions.lit((long) count))
        .cast(DataTypes.IntegerType);
  }

  /**
   * The fold that a column of the data gives. Values are kept; a bigint beyond the range of int is
   * null, and so a row without a fold.
   *
   * @throws JobFailure CONFIGURATION if the column is not there or not of an integer type
   */
  public static Column byColumn(StructType schema, String name) {
    StructField field = Schemas.field(schema, name, "fold");
    if (!Scalars.isInteger(field.dataType())) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "fold column '%s' is of type %s; folds are named by bigint, int, smallint or tinyint: cast it or name another in folds.column",
              name,
              field.dataType().catalogString()));
    }
    Column column = Schemas.column(name);
    return field.dataType() instanceof LongType ? column.try_cast(DataTypes.IntegerType) : column;
  }
}
