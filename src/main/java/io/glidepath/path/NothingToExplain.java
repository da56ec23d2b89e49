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

  /**
   * The labels before a fold in time leave nothing to train its models on.
   *
   * @param label the same in all those rows
   */
  public static JobFailure beforeFold(int fold, String family, double label) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        "columns.label: family "
            + family
            + ", but the label is "
            + label
            + " in every row before fold "
            + fold
            + " in time: no model can be trained on them. Use fewer folds (folds.count), so that the"
            + " first block is longer, or folds that are not in time");
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
