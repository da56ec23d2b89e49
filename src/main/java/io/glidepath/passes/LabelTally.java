package io.glidepath.passes;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.Locale;

/** Rows whose label the family does not accept. Adding up in the order of the partitions. */
final class LabelTally implements Serializable {
  private static final long serialVersionUID = 1;

  private long refused;
  private double example;

  void accept(Block block, Family family) {
    for (int r = 0; r < block.rows(); r++) {
      if (!family.accepts(block.labels()[r])) {
        refuse(1, block.labels()[r]);
      }
    }
  }

  void combine(LabelTally other) {
    if (other.refused > 0) {
      refuse(other.refused, other.example);
    }
  }

  private void refuse(long rows, double label) {
    example = refused == 0 ? label : example;
    refused += rows;
  }

  /**
   * Goes on only if every label was accepted.
   *
   * @throws JobFailure BAD_DATA with the number of rows and an example
   */
  void requireAccepted(String column, Family family) {
    if (refused > 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "columns.label = %s: %d %s a label that family %s does not accept, for example %s;"
                  + " allowed: %s. Change the label by the query, leave such rows out by 'where', or"
                  + " choose another model.family (%s)",
              column,
              refused,
              refused == 1 ? "row has" : "rows have",
              family.label(),
              example,
              family.accepted(),
              Family.labels()));
    }
  }
}
