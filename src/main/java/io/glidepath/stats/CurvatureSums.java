package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;

/**
 * Second derivatives of the weighted loss at several models over standardized rows: sum w h x~_j
 * x~_k, p x p a model.
 *
 * <p>Cost: n p^2 flops a model for dense columns, 8 p^2 bytes. Mutable, not thread-safe.
 */
public final class CurvatureSums implements Sums<CurvatureSums> {
  private static final long serialVersionUID = 1;

  private final int width;
  private final double[][] values;
  private transient Rows weighted;

  /**
   * @param width p
   * @param models m
   */
  public CurvatureSums(int width, int models) {
    this.width = width;
    this.values = new double[models][Math.multiplyExact(width, width)];
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    double[] h = new double[n];
    for (int k = 0; k < models.size(); k++) {
      Predictor.eta(block, models, k, 1, h, blas);
      family.curvatures(block.labels(), h, 0, n);
      for (int r = 0; r < n; r++) {
        h[r] = Math.sqrt(block.weights()[r] * h[r]);
      }
      weighted = block.x().weighted(h, weighted);
      weighted.addCrossProducts(values[k], width, blas);
    }
  }

  @Override
  public void combine(CurvatureSums other) {
    for (int k = 0; k < values.length; k++) {
      for (int i = 0; i < values[k].length; i++) {
        values[k][i] += other.values[k][i];
      }
    }
  }

  /**
   * The upper triangle of sum w h x~ x~' of model k, column-major p x p; the rest is not filled.
   */
  public double[] upperTriangle(int k) {
    return values[k];
  }
}
