package io.glidepath.passes;

import java.io.Serializable;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What one partition has accumulated for each fold, and by which BLAS.
 *
 * @param <S> the statistic
 */
final class FoldStates<S extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  private final String blas;
  private final TreeMap<Integer, S> byFold = new TreeMap<>();

  FoldStates(String blas) {
    this.blas = blas;
  }

  String blas() {
    return blas;
  }

  S of(int fold, IntFunction<S> create) {
    return byFold.computeIfAbsent(fold, create::apply);
  }

  TreeMap<Integer, S> byFold() {
    return byFold;
  }
}
