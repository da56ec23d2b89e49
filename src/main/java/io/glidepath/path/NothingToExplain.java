package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.stats.Moments;

/** The label that no loss has a model for: the same in every row, or in none. */
final class NothingToExplain {
  private NothingToExplain() {}

  /**
   * Goes on only if label minus offset varies.
   *
   * @throws JobFailure BAD_DATA
   */
  static void refuse(Moments all) {
    int z = all.columns();
    if (all.rows() == 0 || all.constant(z)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "columns.label: there is nothing to explain, label minus offset is "
              + (all.rows() == 0 ? "never there" : all.mean(z) + " in every row")
              + " ("
              + all.rows()
              + " rows of positive weight)");
    }
  }
}
