package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import io.glidepath.matrix.Repeats;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    requirePositive(count);
    return functions
        .pmod(hash(schema, keyColumns, seed), functions.lit((long) count))
        .cast(DataTypes.IntegerType);
  }

  /**
   * Folds with the same share of ones, and of rows: the rows of each class, in the order of their
   * hashes (those of {@link #byKey}), are cut into stretches of equal length. They depend on the
   * set of the rows alone, not on partitions, files and their order; another row may move rows at
   * the ends of stretches to the next fold. One scan of key, label and weight counts the rows; then
   * the fold is an expression over a row's own columns.
   *
   * <p>Within a class, folds differ by at most one row. So they do over both, as the one class's
   * larger folds come after the other's. It may be a row or two more where rows share the first
   * {@value Strata#BITS} bits of their hash, as those of equal keys do. A class of fewer rows than
   * folds is missing in some. Rows count equally, whatever their weight; those of weight 0 are not
   * counted. Rows of equal key but different class may come into different folds.
   *
   * @param rows the Dataset the column is for
   * @param labelCol a number or boolean, of which 0 and false are one class and all else the other
   * @param weightCol column of the weights; absent: all rows count
   * @param folds how many, 1 at least, and the seed
   * @param keyColumns as in {@link #byKey}
   * @throws JobFailure CONFIGURATION as {@link #byKey}, and if label or weight is not there or no
   *     number
   */
  public static Column stratified(
      Dataset<Row> rows,
      FoldSpec folds,
      List<String> keyColumns,
      String labelCol,
      Optional<String> weightCol) {
    requirePositive(folds.count());
    Column hash = hash(rows.schema(), keyColumns, folds.seed());
    return new StrataCount(rows, hash, labelCol, weightCol).folds(folds.count());
  }

  /**
   * Folds that keep groups of rows whole, and weigh about the same: see {@link GroupFolds}.
   *
   * @param spec of one repeat, with a group
   * @param weightCol column of the weights; absent: all rows count
   * @throws JobFailure CONFIGURATION if the column is not there, has no hash, or has fewer groups
   *     than folds; BAD_DATA if it is missing in a row of positive weight
   */
  public static Column byGroup(Dataset<Row> rows, FoldSpec spec, Optional<String> weightCol) {
    return GroupFolds.of(rows, spec, weightCol);
  }

  /**
   * The code of a row that is dealt several times, as bigint: see {@link Repeats}.
   *
   * @param folds the fold of each repeat, ints in 0 .. K - 1
   */
  public static Column code(List<Column> folds, Repeats repeats) {
    Column code = functions.lit(0L);
    for (int r = folds.size() - 1; r >= 0; r--) {
      code = code.multiply((long) repeats.folds()).plus(folds.get(r).cast(DataTypes.LongType));
    }
    return code;
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(Locale.ROOT, "folds.count is %d; it must be at least 1", count));
    }
  }

  /** The hash that folds are dealt by, a bigint. */
  static Column hash(StructType schema, List<String> keyColumns, long seed) {
    if (keyColumns.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "no key columns to deal rows into folds by; name at least one in columns.key");
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
      Column key = ExactName.column(field.name());
      hashed[i] = Scalars.isInteger(field.dataType()) ? key.cast(DataTypes.LongType) : key;
    }
    hashed[keyColumns.size()] = functions.lit(seed);
    return functions.xxhash64(hashed);
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
    Column column = ExactName.column(name);
    return field.dataType() instanceof LongType ? column.try_cast(DataTypes.IntegerType) : column;
  }
}
