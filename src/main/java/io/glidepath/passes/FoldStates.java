package io.glidepath.passes;

import java.io.Serializable;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What one partition has accumulated for each fold, by which BLAS, and the labels that do not fit.
 *
 * @param <S> the statistic
 */
final class FoldStates<S extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  private final String blas;
  private final LabelTally labels = new LabelTally();
  private final TreeMap<Integer, S> byFold = new TreeMap<>();

  FoldStates(String blas) {
    this.blas = blas;
  }

  String blas() {
    return blas;
  }

  LabelTally labels() {
    return labels;
  }

  S of(int fold, IntFunction<S> create) {
    return byFold.computeIfAbsent(fold, create::apply);
  }

  TreeMap<Integer, S> byFold() {
    return byFold;
  }
}
