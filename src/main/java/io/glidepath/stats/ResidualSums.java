package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * Weighted sums of absolute and squared residuals of several models over rows: sum w |r| and sum w
 * r^2 with r = label - offset - intercept - x'beta. For what second moments cannot tell: absolute
 * errors, and squared ones near a perfect fit, where the moments cancel.
 *
 * <p>Cost: 2 n p m flops in one matrix product a block. Mutable, not thread-safe.
 */
public final class ResidualSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] absolute;
  private final double[] squared;
  private double weight;

  /**
   * @param models m
   */
  public ResidualSums(int models) {
    this.absolute = new double[models];
    this.squared = new double[models];
  }

  /** Adds the rows of a block. */
  public void accept(Block block, ModelBatch models, Blas blas) {
    int n = block.rows();
    int m = models.size();
    double[] fitted = new double[n * m];
    blas.multiply(
        n, m, block.columns(), block.values(), block.stride(), models.coefficients(), fitted);
    for (int k = 0; k < m; k++) {
      double intercept = models.intercepts()[k];
      for (int r = 0; r < n; r++) {
        double residual = block.labels()[r] - block.offsets()[r] - intercept - fitted[k * n + r];
        double weighted = block.weights()[r] * Math.abs(residual);
        absolute[k] += weighted;
        squared[k] += weighted * Math.abs(residual);
      }
    }
    for (int r = 0; r < n; r++) {
      weight += block.weights()[r];
    }
  }

  /** Adds the rows of another. */
  public void combine(ResidualSums other) {
    weight += other.weight;
    for (int k = 0; k < squared.length; k++) {
      absolute[k] += other.absolute[k];
      squared[k] += other.squared[k];
    }
  }

  /** Sum of weights. */
  public double weight() {
    return weight;
  }

  /** sum w |r| of model k. */
  public double absolute(int k) {
    return absolute[k];
  }

  /** sum w r^2 of model k. */
  public double squared(int k) {
    return squared[k];
  }
}
