package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.Rows;

/**
 * Second derivatives of the weighted loss at several models over standardized rows: sum w h x~_j
 * x~_k, p x p a model.
 *
 * <p>Cost: n p^2 flops a model for dense columns, 8 p^2 bytes; with sparse columns see {@link
 * CrossProducts}. Mutable, not thread-safe.
 */
public final class CurvatureSums implements Sums<CurvatureSums> {
  private static final long serialVersionUID = 1;

  /** Null until there are rows. */
  private final CrossProducts[] products;

  private final boolean factored;
  private transient Rows room;

  /**
   * @param models m
   * @param factored as {@link CrossProducts#of} takes it
   */
  public CurvatureSums(int models, boolean factored) {
    this.products = new CrossProducts[models];
    this.factored = factored;
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
      if (products[k] == null) {
        products[k] = k == 0 ? CrossProducts.of(block.x(), factored) : products[0].beside();
      }
      room = products[k].add(block.x(), h, room, blas);
    }
  }

  @Override
  public void combine(CurvatureSums other) {
    for (int k = 0; k < products.length; k++) {
      if (other.products[k] != null) {
        if (products[k] == null) {
          products[k] = k == 0 ? other.products[0].zeros() : products[0].beside();
        }
        products[k].add(other.products[k]);
      }
    }
  }

  /** sum w h x~ x~' of model k; null if there were no rows. */
  public CrossProducts products(int k) {
    return products[k];
  }
}
