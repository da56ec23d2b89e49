package io.glidepath.matrix;

/** A positive definite matrix, n x n, ready to be solved with. */
public interface SymmetricFactor {

  /**
   * Solves for several right sides, in their place.
   *
   * @param x n x m, column after column
   */
  void solve(int m, double[] x);

  /**
   * The number of right sides that cost as much as another factor: beyond it, a matrix with some
   * rows and columns fewer is better factorized anew.
   */
  int worth();

  /**
   * A Cholesky factor.
   *
   * @param matrix the lower triangle, row by row, which becomes the factor
   * @return null if the matrix is not positive definite
   */
  static SymmetricFactor of(int n, double[] matrix, Blas blas) {
    if (!blas.factorize(n, matrix)) {
      return null;
    }
    return new SymmetricFactor() {
      @Override
      public void solve(int m, double[] x) {
        if (m == 1) {
          blas.solveFactorized(n, matrix, x);
        } else {
          blas.solveFactorized(n, matrix, m, x);
        }
      }

      @Override
      public int worth() {
        return n / 10;
      }
    };
  }
}
