package io.glidepath.matrix;

import java.util.List;

/**
 * Sums of products of p columns over some rows, X'X or X'WX: what {@link CrossProducts} have added
 * up. Matrices of the same kind are those of the same columns over some of the same rows.
 */
public interface GramMatrix {

  /** Adds a multiple of another of this kind. */
  void add(double factor, GramMatrix other);

  /** Zeros of this kind. */
  GramMatrix zeros();

  /** Product of column j with itself. */
  double square(int j);

  /** What is done with the product of two columns. */
  @FunctionalInterface
  interface PairVisitor {
    /**
     * Takes a pair.
     *
     * @param lengths the product of their lengths: what the product of copies is
     */
    void visit(int left, int right, double product, double lengths);
  }

  /**
   * Takes a visitor to pairs of columns, left before right, in the order of right and then left:
   * all but those of sparse columns that meet in no row.
   */
  void eachPair(PairVisitor visitor);

  /** d'Ad. */
  double quadratic(double[] d);

  /**
   * A mixture of matrices of this kind, of some of their columns.
   *
   * @param factors one for each matrix
   * @param chosen columns, ascending
   * @return the caller's own
   */
  SymmetricMatrix mixture(double[] factors, List<GramMatrix> matrices, int[] chosen);

  /** About how many bytes it takes. */
  long bytes();
}
