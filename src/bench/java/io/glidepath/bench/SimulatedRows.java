package io.glidepath.bench;

import dev.ludovic.netlib.blas.BLAS;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.path.DataPasses;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RunLog;
import io.glidepath.stats.Moments;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Standardization;
import io.glidepath.stats.Summation;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows drawn from a linear model that is known: neighbouring columns of unit variance correlate by
 * 1/2, those further apart by its powers, and the noise has unit variance.
 */
final class SimulatedRows implements DataPasses {
  private static final double CORRELATION = 0.5;
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);

  private final double[][] values;
  private final double[] labels;
  private final int folds;
  private final double[] beta;

  /**
   * @param beta the true coefficients
   */
  SimulatedRows(int rows, double[] beta, int folds, Random random) {
    int p = beta.length;
    this.beta = beta;
    this.folds = folds;
    this.values = new double[rows][p];
    this.labels = new double[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextGaussian();
      for (int j = 0; j < p; j++) {
        double fresh = random.nextGaussian();
        values[i][j] =
            j == 0
                ? fresh
                : CORRELATION * values[i][j - 1] + Math.sqrt(1 - CORRELATION * CORRELATION) * fresh;
        labels[i] += beta[j] * values[i][j];
      }
    }
  }

  @Override
  public RunLog log() {
    return new RunLog();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int f = 0; f < folds; f++) {
      Block block = new Block(f, beta.length, values.length / folds + 1);
      for (int i = f; i < values.length; i += folds) {
        int r = block.rows();
        for (int j = 0; j < beta.length; j++) {
          block.x().writer().set(r, j, values[i][j]);
        }
        block.labels()[r] = labels[i];
        block.weights()[r] = 1;
        block.setRows(r + 1);
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** Variance of the linear predictor of some coefficients. */
  static double variance(double[] b) {
    double variance = 0;
    for (int j = 0; j < b.length; j++) {
      for (int k = 0; k < b.length; k++) {
        variance += b[j] * b[k] * Math.pow(CORRELATION, Math.abs(j - k));
      }
    }
    return variance;
  }

  /** What a model's mean squared error on new rows exceeds that of the true model by. */
  double excess(double intercept, double[] b) {
    double[] off = new double[b.length];
    for (int j = 0; j < b.length; j++) {
      off[j] = b[j] - beta[j];
    }
    return intercept * intercept + variance(off);
  }

  @Override
  public boolean sparse() {
    return false;
  }

  @Override
  public boolean factored(long rows) {
    return false;
  }

  @Override
  public SortedMap<Integer, Moments> moments(boolean pairs) {
    SortedMap<Integer, Moments> moments = new TreeMap<>();
    for (Block block : blocks()) {
      Moments sums = new Moments(beta.length);
      sums.accept(block, BLAS);
      moments.put(block.cell(), sums);
    }
    return moments;
  }

  @Override
  public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
    Summation<Q, S> summation = new Summation<>(pass.statistic(), pass.asks(), BLAS);
    blocks().forEach(summation::accept);
    return pass.answers(summation.sums());
  }

  @Override
  public KeptRows keep(Standardization units) {
    throw new UnsupportedOperationException("squared error alone is simulated");
  }
}
