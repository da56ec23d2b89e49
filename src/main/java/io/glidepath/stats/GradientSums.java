package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * Negative gradients of the weighted loss of several models over standardized rows: sum w (y - mu)
 * x~_j, p numbers a model, and the sum of labels.
 *
 * <p>Cost: 4 n p m flops in two matrix products a batch of models, n m evaluations of mu. Mutable,
 * not thread-safe.
 */
public final class GradientSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final int width;
  private final double[] values;
  private double label;
  private long positives;
  private transient double[] eta;

  /**
   * @param width p
   * @param models m
   */
  public GradientSums(int width, int models) {
    this.width = width;
    this.values = new double[Math.multiplyExact(width, models)];
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    int batch = Predictor.batch(n, models.size());
    eta = Predictor.room(eta, n * batch);
    for (int from = 0; from < models.size(); from += batch) {
      int m = Math.min(batch, models.size() - from);
      Predictor.eta(block, models, from, m, eta, blas);
      for (int k = 0; k < m; k++) {
        family.means(eta, k * n, n);
        residuals(block, eta, k * n);
      }
      blas.addTransposedProduct(
          width, m, n, block.values(), block.stride(), eta, values, from * width);
    }
    for (int r = 0; r < block.rows(); r++) {
      label += block.weights()[r] * block.labels()[r];
      positives += block.labels()[r] > 0 ? 1 : 0;
    }
  }

  /** Replaces means by weighted residuals. */
  private static void residuals(Block block, double[] mean, int at) {
    double[] labels = block.labels();
    double[] weights = block.weights();
    int n = block.rows();
    for (int r = 0; r < n; r++) {
      mean[at + r] = weights[r] * (labels[r] - mean[at + r]);
    }
  }

  /** Adds the rows of another. */
  public void combine(GradientSums other) {
    label += other.label;
    positives += other.positives;
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  /** Adds models from, from + 1, ... of another over the rows that it has seen. */
  public void combine(GradientSums other, int from) {
    for (int i = 0, at = from * width; i < values.length; i++, at++) {
      values[i] += other.values[at];
    }
  }

  /** sum w y. */
  public double label() {
    return label;
  }

  /** Number of rows whose label is above 0. */
  public long positives() {
    return positives;
  }

  /** sum w (y - mu) x~_j of model k. */
  public double value(int k, int j) {
    return values[k * width + j];
  }
}
