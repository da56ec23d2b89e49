package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;

/**
 * Folds that keep groups of rows whole: a group goes to the fold that weighs least so far, the
 * heaviest groups first, those of about equal weight (the same power of two) in the order of their
 * hashes. So folds differ by about the weight of a light group where there are many of them, and
 * depend on the set of rows and the seed alone: neither on partitions, files and their order, nor
 * on the key.
 *
 * <p>A group is known by the first {@value #BITS} bits of its hash, so that two may be taken for
 * one; they then stay together, which leaks nothing. Weights are added up as whole multiples of the
 * largest one over 2^30, rounded up, because sums of those do not depend on their order. Cost: one
 * scan of the column, two with weights; 2 MiB in each task.
 */
final class GroupFolds implements UDF1<Integer, Integer> {
  private static final long serialVersionUID = 1;

  static final int BITS = 20;
  private static final int BINS = 1 << BITS;
  private static final double UNITS = 1 << 30;

  /** By bin; a plain array, because it travels with the tasks. */
  private final short[] folds;

  private GroupFolds(short[] folds) {
    this.folds = folds;
  }

  /**
   * The fold of each row, in 0 .. count - 1.
   *
   * @param spec of one repeat, with a group
   * @throws JobFailure CONFIGURATION if the column is not there, has no hash, or has fewer groups
   *     than folds; BAD_DATA if it is missing in a row of positive weight
   */
  static Column of(Dataset<Row> rows, FoldSpec spec, Optional<String> weightCol) {
    String name = spec.group().orElseThrow();
    Column group = present(rows, name);
    Column hash = Folds.hash(rows.schema(), List.of(name), spec.seed());
    Column bin =
        functions.when(
            group.isNotNull(),
            functions.shiftrightunsigned(hash, Long.SIZE - BITS).cast(DataTypes.IntegerType));
    PositiveRows positive = new PositiveRows(rows, bin, weightCol, "folds.group", name);
    GroupFolds folds = dealt(weights(positive, weightCol.isPresent()), spec.count(), name);
    return functions.udf(folds, DataTypes.IntegerType).apply(bin);
  }

  /** Null where the value is missing. */
  private static Column present(Dataset<Row> rows, String name) {
    DataType type = Schemas.field(rows.schema(), name, "group").dataType();
    if (type instanceof MapType) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "group column '"
              + name
              + "' is of type "
              + type.catalogString()
              + ", which cannot be hashed; name another in folds.group");
    }
    Column column = ExactName.column(name);
    boolean floating = type instanceof DoubleType || type instanceof FloatType;
    return floating ? functions.nanvl(column, functions.lit(null).cast(type)) : column;
  }

  /** The weight of each bin, in the units of the largest weight of a row. */
  private static long[] weights(PositiveRows positive, boolean weighted) {
    Column units = functions.lit(1L);
    if (weighted) {
      Row largest =
          positive
              .collected(
                  "the largest weight",
                  positive.rows().agg(functions.max(functions.col(PositiveRows.WEIGHT))))
              .get(0);
      double unit =
          Math.max(Double.MIN_NORMAL, largest.isNullAt(0) ? 1 : largest.getDouble(0) / UNITS);
      units =
          functions.ceil(functions.col(PositiveRows.WEIGHT).divide(unit)).cast(DataTypes.LongType);
    }
    Dataset<Row> sums =
        positive.rows().groupBy(PositiveRows.VALUE).agg(functions.sum(units).as("units"));
    long[] weights = new long[BINS];
    long missing = 0;
    for (Row bin : positive.collected("weights of the groups", sums)) {
      if (bin.isNullAt(0)) {
        missing = bin.getLong(1);
      } else {
        weights[bin.getInt(0)] = bin.getLong(1);
      }
    }
    if (missing > 0) {
      positive.requirePresent(
          positive.rows().where(functions.col(PositiveRows.VALUE).isNull()).count());
    }
    return weights;
  }

  /** Deals the bins that hold rows. */
  static GroupFolds dealt(long[] weights, int count, String column) {
    int[] filled = IntStream.range(0, weights.length).filter(b -> weights[b] > 0).toArray();
    if (filled.length < count) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "folds.count = %d, but '%s' (folds.group) has only %d %s in rows of positive weight;"
                  + " allowed: %s0 for no cross-validation",
              count,
              column,
              filled.length,
              filled.length == 1 ? "group" : "groups",
              filled.length < 2
                  ? ""
                  : filled.length == 2 ? "2, or " : "2 to " + filled.length + ", or "));
    }
    short[] folds = new short[weights.length];
    long[] dealt = new long[count];
    PriorityQueue<Integer> lightest =
        new PriorityQueue<>(
            Comparator.comparing((Integer fold) -> dealt[fold]).thenComparing(fold -> fold));
    IntStream.range(0, count).forEach(lightest::add);
    IntStream.of(filled)
        .boxed()
        .sorted(
            Comparator.comparing((Integer b) -> Long.numberOfLeadingZeros(weights[b]))
                .thenComparing(b -> b))
        .forEach(
            bin -> {
              int fold = lightest.remove();
              folds[bin] = (short) fold;
              dealt[fold] += weights[bin];
              lightest.add(fold);
            });
    return new GroupFolds(folds);
  }

  int fold(int bin) {
    return folds[bin];
  }

  @Override
  public Integer call(Integer bin) {
    return bin == null ? null : fold(bin);
  }
}
