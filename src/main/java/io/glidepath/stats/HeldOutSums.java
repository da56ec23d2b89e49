package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;

/**
 * Scores of several models on rows that none of them has seen: weighted sums of losses, of squared
 * and absolute errors of the mean, of rows classified wrong, and ranks.
 *
 * <p>Cost: 2 n p m flops in matrix products, and n m evaluations of loss and mean. Memory: 32 bytes
 * a model, and where ranks are wanted up to 96 KB. Mutable, not thread-safe.
 */
public final class HeldOutSums implements Sums<HeldOutSums> {
  private static final long serialVersionUID = 1;

  /** Bytes of a model's sums, and about those with ranks. */
  private static final long PLAIN = 64;

  private static final long RANKED = 96 << 10;

  private final double[] loss;
  private final double[] squared;
  private final double[] absolute;
  private final double[] wrong;
  private final RankSums ranks;
  private double weight;
  private transient double[] eta;
  private transient double[] work;

  /**
   * @param width p
   * @param models m
   * @param bins where ranks are counted; null if they are not wanted
   */
  public HeldOutSums(int width, int models, RankBins bins) {
    this.loss = new double[models];
    this.squared = new double[models];
    this.absolute = new double[models];
    this.wrong = new double[models];
    this.ranks = bins == null ? null : new RankSums(bins);
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    int batch = Predictor.batch(n, models.size());
    eta = Predictor.room(eta, n * batch);
    work = Predictor.room(work, n * batch);
    if (ranks != null) {
      ranks.open(block);
    }
    for (int from = 0; from < models.size(); from += batch) {
      int m = Math.min(batch, models.size() - from);
      Predictor.eta(block, models, from, m, eta, blas);
      if (ranks != null) {
        for (int k = 0; k < m; k++) {
          ranks.accept(from + k, eta, k * n, n);
        }
      }
      System.arraycopy(eta, 0, work, 0, n * m);
      for (int k = 0; k < m; k++) {
        family.losses(block.labels(), work, k * n, n);
        family.means(eta, k * n, n);
      }
      add(block, m, work, loss, from, blas);
      addErrors(block, from, m, blas);
    }
    weight += Predictor.weight(block);
  }

  private void addErrors(Block block, int from, int m, Blas blas) {
    int n = block.rows();
    double[] labels = block.labels();
    for (int at = 0; at < n * m; at += n) {
      for (int r = 0; r < n; r++) {
        // 1 above a half, 0 up to it: rint goes to the even one
        work[at + r] = Math.abs(labels[r] - Math.rint(eta[at + r]));
      }
    }
    add(block, m, work, wrong, from, blas);
    for (int at = 0; at < n * m; at += n) {
      for (int r = 0; r < n; r++) {
        eta[at + r] = Math.abs(labels[r] - eta[at + r]);
      }
    }
    add(block, m, eta, absolute, from, blas);
    for (int i = 0; i < n * m; i++) {
      eta[i] *= eta[i];
    }
    add(block, m, eta, squared, from, blas);
  }

  /** Adds the weighted sums of m columns of values. */
  private static void add(Block block, int m, double[] values, double[] to, int from, Blas blas) {
    double[] sums = new double[m];
    blas.multiplyTransposed(block.rows(), m, values, block.rows(), block.weights(), sums);
    for (int k = 0; k < m; k++) {
      to[from + k] += sums[k];
    }
  }

  @Override
  public void combine(HeldOutSums other) {
    weight += other.weight;
    for (int k = 0; k < loss.length; k++) {
      loss[k] += other.loss[k];
      squared[k] += other.squared[k];
      absolute[k] += other.absolute[k];
      wrong[k] += other.wrong[k];
    }
    if (ranks != null) {
      ranks.combine(other.ranks);
    }
  }

  /** The score of model k; NaN where it is not defined. */
  public double score(Metric metric, int k) {
    double value =
        switch (metric) {
          case DEVIANCE -> 2 * loss[k] / weight;
          case LOG_LOSS -> loss[k] / weight;
          case MSE, BRIER -> squared[k] / weight;
          case RMSE -> Math.sqrt(squared[k] / weight);
          case MAE -> absolute[k] / weight;
          case ACCURACY -> Math.max(0, 1 - wrong[k] / weight);
          case AUC -> ranks.auc(k);
          default -> throw new IllegalArgumentException(metric.label() + " needs more than sums");
        };
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** A bound of the error of model k's AUC; 0 where it is exact, or not wanted. */
  public double rankError(int k) {
    return ranks == null ? 0 : ranks.error(k);
  }

  /** Of models, with ranks or without. */
  public record Of(Family family) implements Statistic<RankedModels, HeldOutSums> {

    @Override
    public Class<RankedModels> question() {
      return RankedModels.class;
    }

    @Override
    public Class<HeldOutSums> sums() {
      return HeldOutSums.class;
    }

    @Override
    public HeldOutSums empty(RankedModels asked) {
      return new HeldOutSums(asked.models().width(), asked.models().size(), asked.bins());
    }

    @Override
    public void accept(HeldOutSums sums, RankedModels asked, Block block, Blas blas) {
      sums.accept(block, asked.models(), family, blas);
    }

    @Override
    public int models(RankedModels asked) {
      return asked.models().size();
    }

    @Override
    public long bytes(RankedModels asked) {
      return models(asked) * (asked.bins() == null ? PLAIN : RANKED);
    }
  }
}
