package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;

/**
 * Weighted sums of absolute and squared residuals of several models over rows: sum w |r| and sum w
 * r^2 with r = label - offset - intercept - x'beta. For what second moments cannot tell: absolute
 * errors, and squared ones near a perfect fit, where the moments cancel.
 *
 * <p>Cost: 2 n p m flops in one matrix product a block. Mutable, not thread-safe.
 */
public final class ResidualSums implements Sums<ResidualSums> {
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
    block.x().multiply(models.coefficients(), 0, m, fitted, blas);
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

  @Override
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

  /** Of models on the scale of the data. */
  public record Of() implements Statistic<ModelBatch, ResidualSums> {

    @Override
    public Class<ModelBatch> question() {
      return ModelBatch.class;
    }

    @Override
    public Class<ResidualSums> sums() {
      return ResidualSums.class;
    }

    @Override
    public ResidualSums empty(ModelBatch asked) {
      return new ResidualSums(asked.size());
    }

    @Override
    public void accept(ResidualSums sums, ModelBatch asked, Block block, Blas blas) {
      sums.accept(block, asked, blas);
    }

    @Override
    public int models(ModelBatch asked) {
      return asked.size();
    }

    @Override
    public long bytes(ModelBatch asked) {
      return 16L * asked.size();
    }
  }
}
