package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.ColumnLanes;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Coordinate descent for several models of the same columns at once, each a penalised problem of
 * weighted least squares with weights of its own:
 *
 * <pre>  minimise over b and t   sum_r w_r (z_r - x_r'b - t)^2 / 2 + P(b)  </pre>
 *
 * <p>The intercept t, if there is one, always is at its best: columns count as if they were centred
 * by the weights. Of z only the weighted residuals e_r = w_r (z_r - x_r'b - t) are needed. Now and
 * then it goes where the sweeps are leading ({@link Extrapolation}), model by model, if that lowers
 * what is minimised.
 *
 * <p>All numbers of models lie side by side: of row r at r m, of column j at j m. Cost of a sweep:
 * 4 m flops an entry where something moves, half of it where nothing does. Memory: 14 n m numbers.
 * Not thread-safe.
 */
public final class LaneDescent {
  private static final int STEPS = 5;
  private static final int MOST_SWEEPS = 300;

  private final ColumnLanes x;
  private final int models;
  private final int m;
  private final boolean intercept;
  private final LaneExtrapolation extrapolation;
  private final double[] inverse;
  private final double[] total;
  private final double[] left;
  private final double[] off;
  private final double[] dots;
  private final double[] steps;

  /** Of columns: the sums of their elements by weight, and of their squares when centred. */
  private double[] sums = {};

  private double[] squares = {};

  /**
   * @param models how many there are
   * @param lanes m, for how many there is room; weights and residuals of the others are 0
   */
  public LaneDescent(ColumnLanes x, int models, int lanes, boolean intercept, Blas blas) {
    this.x = x;
    this.models = models;
    this.m = lanes;
    this.intercept = intercept;
    this.extrapolation = new LaneExtrapolation(STEPS, models, m, blas);
    this.inverse = new double[x.rows() * m];
    this.total = new double[m];
    this.left = new double[m];
    this.off = new double[m];
    this.dots = new double[m];
    this.steps = new double[m];
  }

  /**
   * Takes all models to their minima in some columns.
   *
   * @param columns that may move
   * @param penalties one a model, of all columns
   * @param w n m weights, 0 or more
   * @param e n m weighted residuals, which are brought along
   * @param b p m coefficients, likewise
   * @param needed one a model: how far from optimal a coordinate may be, in units of the gradient
   * @return false if it has given up, because columns depend on each other too much
   */
  public boolean solve(
      int[] columns, Penalty[] penalties, double[] w, double[] e, double[] b, double[] needed) {
    prepare(columns, w);
    int[] all = IntStream.range(0, columns.length).toArray();
    int sweeps = 0;
    while (sweeps < MOST_SWEEPS) {
      remainder(e);
      settle(w, e);
      sweep(all, columns, penalties, w, e, b);
      sweeps++;
      if (done(needed)) {
        return true;
      }
      int[] moving = IntStream.of(all).filter(i -> moves(columns[i], b)).toArray();
      int[] moved = IntStream.of(moving).map(i -> columns[i]).toArray();
      extrapolation.begin(moving.length, x.rows());
      while (!done(needed) && sweeps < MOST_SWEEPS) {
        sweep(moving, columns, penalties, w, e, b);
        sweeps++;
        extrapolation.add(moved, e, b);
        if (extrapolation.full()) {
          extrapolation.take(moved, penalties, inverse, e, b);
        }
      }
    }
    return false;
  }

  private boolean moves(int j, double[] b) {
    for (int k = 0; k < models; k++) {
      if (b[j * m + k] != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean done(double[] needed) {
    for (int k = 0; k < models; k++) {
      if (off[k] > needed[k]) {
        return false;
      }
    }
    return true;
  }

  private void prepare(int[] columns, double[] w) {
    Arrays.fill(total, 0);
    for (int i = 0; i < w.length; i += m) {
      for (int k = 0; k < m; k++) {
        total[k] += w[i + k];
        inverse[i + k] = w[i + k] > 0 ? 1 / w[i + k] : 0;
      }
    }
    int size = columns.length * m;
    sums = sums.length < size ? new double[2 * size] : sums;
    squares = squares.length < size ? new double[2 * size] : squares;
    for (int i = 0; i < columns.length; i++) {
      x.squares(columns[i], w, m, dots);
      System.arraycopy(dots, 0, squares, i * m, m);
      if (intercept) {
        x.dots(columns[i], w, m, dots);
        for (int k = 0; k < models; k++) {
          sums[i * m + k] = dots[k];
          double centred = total[k] > 0 ? dots[k] * dots[k] / total[k] : 0;
          squares[i * m + k] = Math.max(0, squares[i * m + k] - centred);
        }
      }
    }
  }

  /** One visit to each of some columns; {@link #off} says how far from optimal they were. */
  private void sweep(
      int[] visited, int[] columns, Penalty[] penalties, double[] w, double[] e, double[] b) {
    Arrays.fill(off, 0);
    for (int i : visited) {
      x.dots(columns[i], e, m, dots);
      if (step(i, columns[i], penalties, b)) {
        x.addWeighted(columns[i], steps, w, m, e);
      }
    }
    settle(w, e);
  }

  /** Adds up what the intercepts leave. */
  private void remainder(double[] e) {
    Arrays.fill(left, 0);
    for (int i = 0; i < e.length; i += m) {
      for (int k = 0; k < m; k++) {
        left[k] += e[i + k];
      }
    }
  }

  /** Moves the intercepts to their best, where nothing is left. */
  private void settle(double[] w, double[] e) {
    if (!intercept) {
      return;
    }
    for (int k = 0; k < m; k++) {
      steps[k] = total[k] > 0 ? left[k] / total[k] : 0;
      left[k] = 0;
    }
    for (int i = 0; i < e.length; i += m) {
      for (int k = 0; k < m; k++) {
        e[i + k] -= steps[k] * w[i + k];
      }
    }
  }

  /** Moves coordinate j of each model to its best; the steps, with the other sign, in steps. */
  private boolean step(int i, int j, Penalty[] penalties, double[] b) {
    boolean moved = false;
    for (int k = 0; k < models; k++) {
      double mean = intercept && total[k] > 0 ? sums[i * m + k] / total[k] : 0;
      double h = squares[i * m + k];
      double old = b[j * m + k];
      double best = penalties[k].prox(j, dots[k] - mean * left[k] + h * old, h);
      double step = best - old;
      steps[k] = -step;
      if (step != 0) {
        moved = true;
        b[j * m + k] = best;
        left[k] -= intercept ? step * sums[i * m + k] : 0;
        off[k] = Math.max(off[k], Math.abs(step) * (h + penalties[k].curvature(j, best)));
      }
    }
    return moved;
  }
}
