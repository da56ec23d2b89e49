package io.glidepath.passes;

import io.glidepath.design.RowTally;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/** What a pass met besides the numbers: the count of rows, and what ran the kernels. */
final class ScanReport implements Serializable {
  private static final long serialVersionUID = 1;

  private RowTally rows = RowTally.empty();
  private final TreeSet<String> blas = new TreeSet<>();

  void add(RowTally more, String backend) {
    rows = rows.combine(more);
    blas.add(backend);
  }

  void combine(ScanReport other) {
    rows = rows.combine(other.rows);
    blas.addAll(other.blas);
  }

  RowTally rows() {
    return rows;
  }

  Set<String> blas() {
    return blas;
  }
}
