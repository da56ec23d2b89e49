package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.family.Metric;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * Scores of several models on rows that none of them has seen: weighted sums of losses, of squared
 * and absolute errors of the mean, of rows classified right, and ranks.
 *
 * <p>Cost: 2 n p m flops in matrix products, and n m evaluations of the loss. Mutable, not
 * thread-safe.
 */
public final class HeldOutSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final int width;
  private final double[] loss;
  private final double[] squared;
  private final double[] absolute;
  private final double[] correct;
  private final RankSums[] ranks;
  private double weight;

  /**
   * @param width p
   * @param models m
   * @param bins where ranks are counted; null if nobody wants them
   */
  public HeldOutSums(int width, int models, RankBins bins) {
    this.width = width;
    this.loss = new double[models];
    this.squared = new double[models];
    this.absolute = new double[models];
    this.correct = new double[models];
    this.ranks = new RankSums[bins == null ? 0 : models];
    for (int k = 0; k < ranks.length; k++) {
      ranks[k] = new RankSums(bins.centre()[k], bins.spread()[k]);
    }
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    int batch = Math.min(models.size(), Predictor.batch(n));
    double[] eta = new double[n * batch];
    double[] work = new double[n];
    double[] coefficients = new double[width * batch];
    for (int from = 0; from < models.size(); from += batch) {
      int m = Math.min(batch, models.size() - from);
      Predictor.eta(block, models, from, m, coefficients, eta, blas);
      for (int k = 0; k < m; k++) {
        if (ranks.length > 0) {
          for (int r = 0; r < n; r++) {
            ranks[from + k].accept(eta[k * n + r], block.labels()[r], block.weights()[r]);
          }
        }
        System.arraycopy(eta, k * n, work, 0, n);
        family.losses(block.labels(), work, 0, n);
        for (int r = 0; r < n; r++) {
          loss[from + k] += block.weights()[r] * work[r];
        }
        family.means(eta, k * n, n);
        score(block, from + k, eta, k * n);
      }
    }
    for (int r = 0; r < n; r++) {
      weight += block.weights()[r];
    }
  }

  private void score(Block block, int model, double[] mean, int at) {
    for (int r = 0; r < block.rows(); r++) {
      double w = block.weights()[r];
      double error = Math.abs(block.labels()[r] - mean[at + r]);
      squared[model] += w * error * error;
      absolute[model] += w * error;
      correct[model] += (mean[at + r] > 0.5 ? 1 : 0) == block.labels()[r] ? w : 0;
    }
  }

  /** Adds the rows of another. */
  public void combine(HeldOutSums other) {
    weight += other.weight;
    for (int k = 0; k < loss.length; k++) {
      loss[k] += other.loss[k];
      squared[k] += other.squared[k];
      absolute[k] += other.absolute[k];
      correct[k] += other.correct[k];
    }
    for (int k = 0; k < ranks.length; k++) {
      ranks[k].combine(other.ranks[k]);
    }
  }

  /** Sum of weights. */
  public double weight() {
    return weight;
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
          case ACCURACY -> correct[k] / weight;
          case AUC -> ranks[k].auc();
          default -> throw new IllegalArgumentException(metric.label() + " needs more than sums");
        };
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** A bound of the error of every AUC among the scores; 0 where all are exact. */
  public double rankError() {
    double worst = 0;
    for (RankSums model : ranks) {
      worst = Math.max(worst, model.error());
    }
    return worst;
  }
}
