package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.Cells;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether and how the folds are used.
 *
 * @param enabled false: all rows train, nothing is held out
 * @param requestedFolds how many folds rows were dealt into; 0: as many as the data name
 * @param repeats how often rows are dealt into folds
 * @param metric what a grid point is chosen by
 */
public record Resampling(boolean enabled, int requestedFolds, Repeats repeats, Metric metric) {

  /** With rows that are dealt once. */
  public Resampling(boolean enabled, int requestedFolds, Metric metric) {
    this(enabled, requestedFolds, Repeats.ONCE, metric);
  }

  /** Whether mean absolute errors are wanted, which takes a pass of its own. */
  public boolean absoluteErrors() {
    return metric == Metric.MAE;
  }

  /**
   * Goes on only if the folds fit the rows.
   *
   * @param cells those of positive weight
   * @throws JobFailure CONFIGURATION if there are more folds than rows; BAD_DATA if all rows are in
   *     one
   */
  public void check(Cells cells, long rows) {
    if (!enabled) {
      return;
    }
    long most = rows - (repeats.isForward() ? 1 : 0); // the first block is not held out
    if (requestedFolds > most) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "folds.count = %d, but there %s of positive weight; allowed: %s0 for no"
                  + " cross-validation",
              requestedFolds,
              rows == 1 ? "is only 1 row" : "are only " + rows + " rows",
              most < 2 ? "" : most == 2 ? "2, or " : "2 to " + most + ", or "));
    }
    if (IntStream.range(0, repeats.count()).anyMatch(r -> cells.heldOut().of(r).length < 2)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "cross-validation needs rows in two folds at least, and all %d rows are in one: give"
                  + " folds.column two values at least, or columns.key a column that tells rows"
                  + " apart; or set folds.count = 0 for no cross-validation",
              rows));
    }
  }
}
