package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Rows;
import java.io.Serializable;

/** Sums of products of columns around their means, the target the last of them. Mutable. */
interface CentredProducts extends Serializable {

  /** S_jk. */
  double of(int j, int k);

  /**
   * Adds the products of a block's columns.
   *
   * @param x centred, times the roots of the weights, and so is the target
   */
  void add(Rows x, double[] target, Blas blas);

  /** Adds factor d d'. */
  void addOuter(double factor, double[] d, Blas blas);

  /**
   * Adds products of the same kind, each column times a factor first, and between d d'.
   *
   * @param factors of each column
   */
  void combine(CentredProducts other, double[] factors, double between, double[] d);

  /** Multiplies column j. */
  void rescale(int j, double factor);
}
