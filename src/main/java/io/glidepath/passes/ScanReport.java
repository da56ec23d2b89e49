package io.glidepath.passes;

import io.glidepath.design.RowTally;
import io.glidepath.stats.Sums;
import java.util.Set;
import java.util.TreeSet;

/** What a pass found besides its sums: rows, labels that do not fit, and which BLAS it used. */
final class ScanReport implements Sums<ScanReport> {
  private static final long serialVersionUID = 1;

  private RowTally rows = RowTally.empty();
  private final LabelTally labels = new LabelTally();
  private final TreeSet<String> blas = new TreeSet<>();

  void add(RowTally more, ScannedMoments states) {
    rows = rows.combine(more);
    labels.combine(states.labels());
    blas.add(states.blas());
  }

  @Override
  public void combine(ScanReport other) {
    rows = rows.combine(other.rows);
    labels.combine(other.labels);
    blas.addAll(other.blas);
  }

  RowTally rows() {
    return rows;
  }

  LabelTally labels() {
    return labels;
  }

  Set<String> blas() {
    return blas;
  }
}
