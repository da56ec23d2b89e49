package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Locale;

/**
 * Whether and how the folds are used.
 *
 * @param enabled false: all rows train, nothing is held out
 * @param requestedFolds how many folds rows were dealt into; 0: as many as the data name
 * @param absoluteErrors whether mean absolute errors are wanted, which takes a pass of its own
 */
public record Resampling(boolean enabled, int requestedFolds, boolean absoluteErrors) {

  /**
   * Goes on only if the folds fit the rows.
   *
   * @param folds that hold rows of positive weight
   * @throws JobFailure CONFIGURATION if there are more folds than rows; BAD_DATA if all rows are in
   *     one
   */
  void check(int folds, long rows) {
    if (!enabled) {
      return;
    }
    if (requestedFolds > rows) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "folds.count = %d, but only %d rows of positive weight are there; allowed: 2 to %d, or 0 for no cross-validation",
              requestedFolds,
              rows,
              rows));
    }
    if (folds < 2) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "cross-validation needs rows in two folds at least, and all %d rows are in one; set folds.count or folds.column, or folds.count = 0 for none",
              rows));
    }
  }
}
