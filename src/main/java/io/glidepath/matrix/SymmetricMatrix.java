package io.glidepath.matrix;

/** A symmetric matrix A, n x n, as those who minimise a quadratic need it. */
public interface SymmetricMatrix {

  /** n. */
  int size();

  /** A_jj. */
  double diagonal(int j);

  /** A x. Elements of x that are 0 cost nothing. */
  double[] product(double[] x);

  /** q := q - A d. Elements of d that are 0 cost nothing. */
  void subtractProduct(double[] d, double[] q);

  /**
   * Some rows and columns.
   *
   * @param chosen m of the n, ascending
   * @return m x m row by row, of which the lower triangle is filled
   */
  double[] block(int[] chosen);

  /**
   * Some rows and columns, as a matrix of its own.
   *
   * @param chosen m of the n, ascending
   */
  SymmetricMatrix part(int[] chosen);

  /**
   * Makes some rows and columns ready to be solved with.
   *
   * @param chosen m of the n, ascending
   * @param ridge what is added to the diagonal of each
   * @return null if that is not positive definite, or of a sparse matrix if it would take too long
   */
  SymmetricFactor factor(int[] chosen, double[] ridge, Blas blas);

  /** Whether A x costs far less than n^2, so that products are a way to solve with A. */
  boolean sparse();

  /**
   * Takes a visitor to A_jk, j before k, in the order of k and then j: all but pairs of sparse
   * columns that meet in no row.
   */
  void eachPair(GramMatrix.PairVisitor visitor);

  /** Begins to change q = c - A x one element of x at a time. */
  Moves moves(double[] q);

  /**
   * share A + otherShare B, of a matrix B of the same kind and columns; of neither have ranks been
   * added.
   */
  SymmetricMatrix mixed(double share, SymmetricMatrix other, double otherShare);

  /** Y := A X, with X and Y n x m. */
  void multiply(int m, double[] x, double[] y, Blas blas);

  /** A_jk := s_j A_jk s_k. */
  void scale(double[] s);

  /** A := A + factor v v'. */
  void addRank(double factor, double[] v);

  /** A := A + v v' / b - u u' / d. */
  void addRanks(double[] v, double b, double[] u, double d);

  /**
   * Steps of single elements of x, and q = c - A x on the way. A sparse matrix leaves what every
   * step would change of all of q for the end.
   */
  interface Moves {

    /** q_j. */
    double at(int j);

    /** x_j := x_j + step. */
    void move(int j, double step);

    /** Brings all of q up to date. */
    void end();
  }
}
