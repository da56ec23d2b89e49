package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;

/** Linear predictors of a block's rows under several models, a batch of models at a time. */
final class Predictor {
  /**
   * Numbers in a batch, 1 MB: matrix products are within a few percent of their full speed from
   * about 128 models on, and what is read again soon stays in a core's second-level cache.
   */
  private static final int BATCH = 1 << 17;

  private Predictor() {}

  /** How many of so many models to take at a time for so many rows. */
  static int batch(int rows, int models) {
    return Math.min(models, Math.max(16, BATCH / Math.max(1, rows)));
  }

  /** The array itself if it has so many elements, else a new one: work space outlives a block. */
  static double[] room(double[] array, int size) {
    return array != null && array.length >= size ? array : new double[size];
  }

  /** eta = offset + X b for models from..from+m-1, n x m column-major in the first n m elements. */
  static void eta(Block block, LinearModels models, int from, int m, double[] eta, Blas blas) {
    linear(block, models, from, m, eta, blas);
    int n = block.rows();
    double[] offsets = block.offsets();
    if (zero(offsets, n)) {
      return;
    }
    for (int at = 0; at < n * m; at += n) {
      for (int r = 0; r < n; r++) {
        eta[at + r] += offsets[r];
      }
    }
  }

  /** The same without the offset. */
  static void linear(Block block, LinearModels models, int from, int m, double[] eta, Blas blas) {
    block.x().multiply(models.coefficients(), from * models.width(), m, eta, blas);
  }

  private static boolean zero(double[] values, int n) {
    for (int r = 0; r < n; r++) {
      if (values[r] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Sum of the weights of a block. */
  static double weight(Block block) {
    double sum = 0;
    for (int r = 0; r < block.rows(); r++) {
      sum += block.weights()[r];
    }
    return sum;
  }
}
