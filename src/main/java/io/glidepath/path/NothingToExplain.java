package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.stats.Moments;

/** Labels that leave nothing to explain: no rows, or the same label in every row. */
public final class NothingToExplain {
  private NothingToExplain() {}

  /**
   * Goes on only if label minus offset varies. A squared error explains nothing else; other losses
   * ask it only where no column matters, since they explain labels that offsets follow.
   *
   * @throws JobFailure BAD_DATA
   */
  public static void refuse(Moments all) {
    refuseNoRows(all);
    int z = all.columns();
    if (all.constant(z)) {
      throw failure(
          "the label (minus the offset, if there is one) is " + all.mean(z) + " in every row", all);
    }
  }

  /**
   * Goes on only if there are rows.
   *
   * @throws JobFailure BAD_DATA
   */
  static void refuseNoRows(Moments all) {
    if (all.rows() == 0) {
      throw failure("there is no label", all);
    }
  }

  private static JobFailure failure(String why, Moments all) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        "columns.label: there is nothing to explain, "
            + why
            + " ("
            + all.rows()
            + (all.rows() == 1 ? " row" : " rows")
            + " of positive weight). Check columns.label, input.query and where");
  }
}
