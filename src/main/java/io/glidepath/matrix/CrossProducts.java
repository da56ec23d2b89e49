package io.glidepath.matrix;

import java.io.Serializable;
import java.util.List;

/**
 * Products of all pairs of columns, added up over rows, X'X or X'WX: as an array for dense rows,
 * and for rows with sparse columns only for those pairs that meet in a row ({@link
 * SparseCrossProducts}), or as the rows themselves where these are far fewer numbers ({@link
 * FactoredProducts}). Mutable, not thread-safe.
 */
public abstract class CrossProducts implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Zeros, for rows of such columns.
   *
   * @param factored whether the rows themselves are to be held, if some of their columns are sparse
   */
  public static CrossProducts of(Rows rows, boolean factored) {
    if (rows.sparse == null) {
      return new DenseCrossProducts(rows.columns());
    }
    return factored ? new FactoredProducts(rows) : new SparseCrossProducts(rows);
  }

  /** Of no rows, of the same columns. */
  public abstract CrossProducts zeros();

  /**
   * Of no rows, for the same rows as these with other weights: they are to be added to these first,
   * and then to those, block by block.
   */
  public CrossProducts beside() {
    return zeros();
  }

  /**
   * Adds X'WX of some rows.
   *
   * @param rows without weights
   * @param roots of the weights
   * @param room what an earlier call has returned; null at first
   */
  public abstract Rows add(Rows rows, double[] roots, Rows room, Blas blas);

  /** Adds sums over other rows of the same columns. */
  public abstract void add(CrossProducts other);

  /**
   * The matrices of several sums.
   *
   * @param sums of one kind
   * @param like a matrix of an earlier call for the same rows; null if there is none
   */
  public static List<GramMatrix> matrices(List<CrossProducts> sums, GramMatrix like) {
    return sums.get(0).all(sums, like);
  }

  abstract List<GramMatrix> all(List<CrossProducts> sums, GramMatrix like);
}
