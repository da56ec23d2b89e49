package io.glidepath.passes;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows whose label the family does not accept. Adding up in the order of the partitions. */
final class LabelTally implements Serializable {
  private static final long serialVersionUID = 1;

  private long refused;
  private double example;
  private boolean zero;
  private final Set<LabelCoding> possible = LabelCoding.all();
  private final List<Family> others = new ArrayList<>(Family.all());

  void accept(Block block, Family family) {
    for (int r = 0; r < block.rows(); r++) {
      double label = block.labels()[r];
      if (family.accepts(label)) {
        zero |= label == 0; // of what is accepted, only this rules a coding out
      } else {
        possible.removeIf(coding -> !coding.fits(label));
        others.removeIf(other -> !other.accepts(label));
        refuse(1, label);
      }
    }
  }

  void combine(LabelTally other) {
    zero |= other.zero;
    possible.retainAll(other.possible);
    others.retainAll(other.others);
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
                  + " allowed: %s. %s, leave such rows out by 'where', or choose a model.family that"
                  + " takes them (%s)",
              column,
              refused,
              refused == 1 ? "row has" : "rows have",
              family.label(),
              example,
              family.accepted(),
              advice(column, family),
              others.stream().map(Family::label).collect(Collectors.joining(", "))));
    }
  }

  /** The first coding that all labels fit is the narrowest. */
  private String advice(String column, Family family) {
    return possible.stream()
        .filter(coding -> family.twoClasses() && (!zero || coding.fits(0)))
        .findFirst()
        .map(coding -> coding.advice(column))
        .orElse("Change the label by the query");
  }
}
