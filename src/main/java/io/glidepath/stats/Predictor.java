package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;

/** Linear predictors of a block's rows under several models, a batch of models at a time. */
final class Predictor {
  /** Numbers in a batch: about what a core's second-level cache holds. */
  private static final int BATCH = 1 << 17;

  private Predictor() {}

  /** How many models to take at a time for so many rows. */
  static int batch(int rows) {
    return Math.max(8, BATCH / Math.max(1, rows));
  }

  /**
   * eta = offset + X b for models from..from+m-1, n x m column-major in the first n m elements.
   *
   * @param coefficients room for p m numbers
   */
  static void eta(
      Block block,
      LinearModels models,
      int from,
      int m,
      double[] coefficients,
      double[] eta,
      Blas blas) {
    int n = block.rows();
    int p = models.width();
    System.arraycopy(models.coefficients(), from * p, coefficients, 0, p * m);
    blas.multiply(n, m, p, block.values(), block.stride(), coefficients, eta);
    for (int k = 0, at = 0; k < m; k++) {
      for (int r = 0; r < n; r++, at++) {
        eta[at] += block.offsets()[r];
      }
    }
  }
}
