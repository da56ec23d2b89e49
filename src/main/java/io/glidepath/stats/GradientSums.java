package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.util.List;

/**
 * Negative gradients of the weighted loss of several models over standardized rows: sum w r x~_j
 * with r the residual (y - mu with the canonical link), p numbers a model, and the sum of labels.
 *
 * <p>Cost: 4 n p m flops in two matrix products a batch of models, n m evaluations of r. Mutable,
 * not thread-safe.
 */
public final class GradientSums implements Sums<GradientSums> {
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
        family.residuals(block.labels(), eta, k * n, n);
        weigh(block, eta, k * n);
      }
      block.x().addTransposed(eta, m, values, from * width, blas);
    }
    for (int r = 0; r < block.rows(); r++) {
      label += block.weights()[r] * block.labels()[r];
      positives += block.labels()[r] > 0 ? 1 : 0;
    }
  }

  private static void weigh(Block block, double[] residuals, int at) {
    double[] weights = block.weights();
    int n = block.rows();
    for (int r = 0; r < n; r++) {
      residuals[at + r] *= weights[r];
    }
  }

  @Override
  public void combine(GradientSums other) {
    label += other.label;
    positives += other.positives;
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  /** Adds models from, from + 1, ... of another over the rows that it has seen. */
  public void combine(GradientSums other, int from) {
    label += other.label;
    positives += other.positives;
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

  /** sum w r x~_j of model k. */
  public double value(int k, int j) {
    return values[k * width + j];
  }

  /** Of models of a family, over any rows. */
  public record Of(Family family) implements Statistic<LinearModels, GradientSums> {
    /** Of so many models products are as fast as of more. */
    private static final int MANY = 128;

    @Override
    public Class<LinearModels> question() {
      return LinearModels.class;
    }

    @Override
    public Class<GradientSums> sums() {
      return GradientSums.class;
    }

    @Override
    public GradientSums empty(LinearModels asked) {
      return new GradientSums(asked.width(), asked.size());
    }

    @Override
    public void accept(GradientSums sums, LinearModels asked, Block block, Blas blas) {
      sums.accept(block, asked, family, blas);
    }

    /** At once where a few models a question would make matrix products too narrow to be fast. */
    @Override
    public void accept(List<GradientSums> sums, List<LinearModels> asked, Block block, Blas blas) {
      if (asked.stream().allMatch(models -> models.size() >= MANY)) {
        for (int i = 0; i < sums.size(); i++) {
          accept(sums.get(i), asked.get(i), block, blas);
        }
        return;
      }
      LinearModels together = LinearModels.together(asked);
      GradientSums all = empty(together);
      all.accept(block, together, family, blas);
      int from = 0;
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).combine(all, from);
        from += asked.get(i).size();
      }
    }

    @Override
    public int models(LinearModels asked) {
      return asked.size();
    }

    @Override
    public long bytes(LinearModels asked) {
      return 8L * asked.width() * asked.size();
    }
  }
}
