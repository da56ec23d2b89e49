package io.glidepath.stats;

import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * Gradient and curvature of the weighted loss of recalibrated models, eta = offset + a + b lp with
 * lp the model's own linear predictor without offset: what a Newton step for calibration intercept
 * a and slope b needs. And where eta lies: its mean and standard deviation.
 *
 * <p>Cost: 2 n p m flops. Mutable, not thread-safe.
 */
public final class CalibrationSums implements Sums<CalibrationSums> {
  private static final long serialVersionUID = 1;

  private static final int TERMS = 8;

  /** A smaller variance, relative to the mean square, is rounding. */
  private static final double ROUNDING = 1e-14;

  private final double[] sums;

  /**
   * @param models m
   */
  public CalibrationSums(int models) {
    this.sums = new double[TERMS * models];
  }

  /**
   * Adds the rows of a standardized block.
   *
   * @param lines a and b of each model, a_0, b_0, a_1, ...
   */
  public void accept(Block block, LinearModels models, double[] lines, Family family, Blas blas) {
    int n = block.rows();
    double[] lp = new double[n];
    double[] eta = new double[n];
    double[] residuals = new double[n];
    double[] curvature = new double[n];
    for (int k = 0; k < models.size(); k++) {
      Predictor.linear(block, models, k, 1, lp, blas);
      for (int r = 0; r < n; r++) {
        eta[r] = block.offsets()[r] + lines[2 * k] + lines[2 * k + 1] * lp[r];
        residuals[r] = eta[r];
        curvature[r] = eta[r];
      }
      family.residuals(block.labels(), residuals, 0, n);
      family.curvatures(block.labels(), curvature, 0, n);
      for (int r = 0; r < n; r++) {
        double w = block.weights()[r];
        double residual = w * residuals[r];
        double h = w * curvature[r];
        sums[TERMS * k] += residual;
        sums[TERMS * k + 1] += residual * lp[r];
        sums[TERMS * k + 2] += h;
        sums[TERMS * k + 3] += h * lp[r];
        sums[TERMS * k + 4] += h * lp[r] * lp[r];
        sums[TERMS * k + 5] += w;
        sums[TERMS * k + 6] += w * eta[r];
        sums[TERMS * k + 7] += w * eta[r] * eta[r];
      }
    }
  }

  @Override
  public void combine(CalibrationSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
  }

  /** sum w r and sum w r lp of model k, with r the residual. */
  public double[] gradient(int k) {
    return new double[] {sums[TERMS * k], sums[TERMS * k + 1]};
  }

  /** sum w h, sum w h lp and sum w h lp^2 of model k. */
  public double[] curvature(int k) {
    return new double[] {sums[TERMS * k + 2], sums[TERMS * k + 3], sums[TERMS * k + 4]};
  }

  /** Weighted mean of eta of model k. */
  public double centre(int k) {
    return sums[TERMS * k + 6] / sums[TERMS * k + 5];
  }

  /** Weighted standard deviation of eta of model k; 0 if all that varies is rounding. */
  public double spread(int k) {
    double square = sums[TERMS * k + 7] / sums[TERMS * k + 5];
    double variance = square - centre(k) * centre(k);
    return variance > ROUNDING * square ? Math.sqrt(variance) : 0;
  }

  /**
   * Models that are recalibrated.
   *
   * @param lines intercept and slope of each, a_0, b_0, a_1, ...
   */
  public record Lines(LinearModels models, double[] lines) implements Serializable {}

  /** Of models and the lines that recalibrate them. */
  public record Of(Family family) implements Statistic<Lines, CalibrationSums> {

    @Override
    public Class<Lines> question() {
      return Lines.class;
    }

    @Override
    public Class<CalibrationSums> sums() {
      return CalibrationSums.class;
    }

    @Override
    public CalibrationSums empty(Lines asked) {
      return new CalibrationSums(asked.models().size());
    }

    @Override
    public void accept(CalibrationSums sums, Lines asked, Block block, Blas blas) {
      sums.accept(block, asked.models(), asked.lines(), family, blas);
    }

    @Override
    public int models(Lines asked) {
      return asked.models().size();
    }

    @Override
    public long bytes(Lines asked) {
      return 8L * TERMS * models(asked);
    }
  }
}
