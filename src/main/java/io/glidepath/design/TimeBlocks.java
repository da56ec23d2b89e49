package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Folds that go forward in time. The rows of positive weight, in the order of a column, are cut
 * into count + 1 blocks of equally many; the models of a fold train on the blocks before it, so
 * that the first is never held out. Rows of the same time stay in one block: a cut that would part
 * them goes to the nearer end of them, and where that leaves a block empty there is one fold less.
 *
 * <p>Folds are numbered in time from 0; the first block is {@code count}, as {@link
 * io.glidepath.matrix.Repeats#forward} has it. They depend on the set of the rows alone. Cost:
 * {@link TimeCuts}.
 */
public final class TimeBlocks {
  private final Column fold;
  private final int folds;

  private TimeBlocks(Column fold, int folds) {
    this.fold = fold;
    this.folds = folds;
  }

  /**
   * Looks where the cuts are.
   *
   * @param spec with a time
   * @throws JobFailure CONFIGURATION if the column is not there or has no order in time; BAD_DATA
   *     if it is missing in a row of positive weight, or its values are too few for two folds
   */
  public static TimeBlocks of(Dataset<Row> rows, FoldSpec spec, Optional<String> weightCol) {
    String name = spec.time().orElseThrow();
    Column time = TimeOrder.of(rows.schema(), name);
    PositiveRows positive = new PositiveRows(rows, time, weightCol, "folds.time", name);
    long[] cuts = new TimeCuts(positive).into(spec.count() + 1);
    if (cuts.length < 2) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "folds.time: the values of column '%s' part the rows into %s, and folds forward in"
                  + " time need three at least, the first to train on and two to hold out; name a"
                  + " column of finer times, or deal rows by their key (folds.time = null)",
              name,
              cuts.length == 0 ? "one block only" : "two blocks only"));
    }
    Column fold = functions.udf(new Block(cuts, spec.count()), DataTypes.IntegerType).apply(time);
    return new TimeBlocks(fold, cuts.length);
  }

  /** The fold of each row, or the number of the first block. */
  public Column fold() {
    return fold;
  }

  /** How many folds there are: those asked for, or fewer where too many rows have one time. */
  public int folds() {
    return folds;
  }

  /** Where a time lies between the cuts. */
  static final class Block implements UDF1<Long, Integer> {
    private static final long serialVersionUID = 1;

    private final long[] cuts;
    private final int first;

    /**
     * @param cuts the first times of the blocks that are held out, ascending
     * @param first number of the block before them
     */
    Block(long[] cuts, int first) {
      this.cuts = cuts;
      this.first = first;
    }

    @Override
    public Integer call(Long time) {
      if (time == null) {
        return null;
      }
      int at = Arrays.binarySearch(cuts, time);
      int fold = at >= 0 ? at : -at - 2;
      return fold < 0 ? first : fold;
    }
  }
}
