package io.glidepath.matrix;

import java.io.Serializable;
import java.util.List;

/**
 * Products of all pairs of columns, added up over rows, X'X: as an array for dense rows, and for
 * rows with sparse columns only for those pairs that meet in a row ({@link SparseCrossProducts}).
 * Mutable, not thread-safe.
 */
public abstract class CrossProducts implements Serializable {
  private static final long serialVersionUID = 1;

  /** Zeros, for rows of such columns. */
  public static CrossProducts of(Rows rows) {
    return rows.sparse == null
        ? new DenseCrossProducts(rows.columns())
        : new SparseCrossProducts(rows);
  }

  /** Of no rows, of the same columns. */
  public abstract CrossProducts zeros();

  /** Adds X'X of some rows; with {@link Rows#weighted} ones X'WX. */
  public abstract void add(Rows rows, Blas blas);

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
