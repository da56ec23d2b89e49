package io.glidepath.passes;

import io.glidepath.stats.Moments;
import java.io.Serializable;
import java.util.TreeMap;

/** The moments of each cell's rows in one partition, by which BLAS, and the labels met. */
final class ScannedMoments implements Serializable {
  private static final long serialVersionUID = 1;

  private final String blas;
  private final LabelTally labels = new LabelTally();
  private final TreeMap<Integer, Moments> byCell = new TreeMap<>();

  ScannedMoments(String blas) {
    this.blas = blas;
  }

  String blas() {
    return blas;
  }

  LabelTally labels() {
    return labels;
  }

  TreeMap<Integer, Moments> byCell() {
    return byCell;
  }
}
