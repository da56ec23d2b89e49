package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;

/**
 * What certifies several models besides their gradient, over standardized rows:
 *
 * <pre>
 *   sum w loss,   sum w (y - mu)^2 / h (Pearson),   sum w h z_i x~_j
 * </pre>
 *
 * <p>with z the free columns, those without penalty, which come first; the last two only where the
 * family has a dual bound; and, where asked for, the negative gradient sum w r x~_j, which then
 * need not be known. Cost: 2 n p m (1 + z) flops in matrix products, 2 n p m for the gradient.
 * Mutable, not thread-safe.
 */
public final class CertificateSums implements Sums<CertificateSums> {
  private static final long serialVersionUID = 1;

  private final int width;
  private final int free;
  private final double[] loss;
  private final double[] pearson;
  private final double[][] products;

  /** p x m; empty unless asked for. */
  private final double[] gradients;

  private double weight;
  private transient double[] eta;
  private transient double[] work;

  /**
   * @param width p
   * @param free how many of the first columns are without penalty
   * @param models m
   * @param withGradients whether their gradients are asked for too
   */
  public CertificateSums(int width, int free, int models, boolean withGradients) {
    this.width = width;
    this.free = free;
    this.loss = new double[models];
    this.pearson = new double[models];
    this.products = new double[free][Math.multiplyExact(width, models)];
    this.gradients = new double[withGradients ? Math.multiplyExact(width, models) : 0];
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    int batch = Predictor.batch(n, models.size());
    eta = Predictor.room(eta, n * batch);
    work = Predictor.room(work, n * batch);
    double[] sums = new double[batch];
    for (int from = 0; from < models.size(); from += batch) {
      int m = Math.min(batch, models.size() - from);
      Predictor.eta(block, models, from, m, eta, blas);
      System.arraycopy(eta, 0, work, 0, n * m);
      for (int k = 0; k < m; k++) {
        family.losses(block.labels(), work, k * n, n);
      }
      blas.multiplyTransposed(n, m, work, n, block.weights(), sums);
      add(sums, m, loss, from);
      if (gradients.length > 0) {
        addGradients(block, from, m, family, blas);
      }
      if (family.dualBound()) {
        System.arraycopy(eta, 0, work, 0, n * m);
        for (int k = 0; k < m; k++) {
          family.pearson(block.labels(), work, k * n, n);
        }
        blas.multiplyTransposed(n, m, work, n, block.weights(), sums);
        add(sums, m, pearson, from);
        addProducts(block, from, m, family, blas);
      }
    }
    weight += Predictor.weight(block);
  }

  private void addGradients(Block block, int from, int m, Family family, Blas blas) {
    int n = block.rows();
    System.arraycopy(eta, 0, work, 0, n * m);
    for (int k = 0; k < m; k++) {
      family.residuals(block.labels(), work, k * n, n);
      for (int r = 0; r < n; r++) {
        work[k * n + r] *= block.weights()[r];
      }
    }
    block.x().addTransposed(work, m, gradients, from * width, blas);
  }

  private void addProducts(Block block, int from, int m, Family family, Blas blas) {
    if (free == 0) {
      return;
    }
    int n = block.rows();
    double[] factor = new double[n];
    for (int at = 0; at < n * m; at += n) {
      family.curvatures(block.labels(), eta, at, n);
    }
    for (int z = 0; z < free; z++) {
      block.x().column(z, factor);
      for (int r = 0; r < n; r++) {
        factor[r] *= block.weights()[r];
      }
      for (int at = 0; at < n * m; at += n) {
        for (int r = 0; r < n; r++) {
          work[at + r] = factor[r] * eta[at + r];
        }
      }
      block.x().addTransposed(work, m, products[z], from * width, blas);
    }
  }

  private static void add(double[] sums, int m, double[] to, int from) {
    for (int k = 0; k < m; k++) {
      to[from + k] += sums[k];
    }
  }

  @Override
  public void combine(CertificateSums other) {
    weight += other.weight;
    for (int k = 0; k < loss.length; k++) {
      loss[k] += other.loss[k];
      pearson[k] += other.pearson[k];
    }
    for (int z = 0; z < free; z++) {
      add(other.products[z], products[z].length, products[z], 0);
    }
    add(other.gradients, gradients.length, gradients, 0);
  }

  /** Sum of weights. */
  public double weight() {
    return weight;
  }

  /** sum w loss of model k. */
  public double loss(int k) {
    return loss[k];
  }

  /** sum w (y - mu)^2 / h of model k. */
  public double pearson(int k) {
    return pearson[k];
  }

  /** sum w h z x~_j of model k, with z a free column. */
  public double product(int k, int z, int j) {
    return products[z][k * width + j];
  }

  /** sum w r x~_j of model k; only where gradients were asked for. */
  public double gradient(int k, int j) {
    return gradients[k * width + j];
  }

  /**
   * Of models with so many free columns, those without penalty.
   *
   * @param gradients whether their gradients are asked for too
   */
  public record Of(Family family, int free, boolean gradients)
      implements Statistic<LinearModels, CertificateSums> {

    @Override
    public Class<LinearModels> question() {
      return LinearModels.class;
    }

    @Override
    public Class<CertificateSums> sums() {
      return CertificateSums.class;
    }

    @Override
    public CertificateSums empty(LinearModels asked) {
      return new CertificateSums(asked.width(), free, asked.size(), gradients);
    }

    @Override
    public void accept(CertificateSums sums, LinearModels asked, Block block, Blas blas) {
      sums.accept(block, asked, family, blas);
    }

    @Override
    public int models(LinearModels asked) {
      return asked.size();
    }

    @Override
    public long bytes(LinearModels asked) {
      return 8L * asked.size() * (2 + (free + (gradients ? 1L : 0)) * asked.width());
    }
  }
}
