package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.ColumnLanes;
import io.glidepath.solve.LaneDescent;
import io.glidepath.solve.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proximal Newton steps of several training sets' models at once, on rows at hand: at each point
 * the loss is replaced by its quadratic model, weighted least squares, which {@link LaneDescent}
 * takes to its minimum. A step that has gone too far is taken back in part, as {@link Iterate}
 * does.
 */
final class LaneNewton {
  private static final int MOST_STEPS = 50;

  /** Quadratic models that were not solved to the end until no more are tried. */
  private static final int PATIENCE = 2;

  /** How much better than the present point the quadratic model is solved. */
  private static final double INEXACT = 0.1;

  /** Of the slope at the start of a step that may be left, with the other sign, at its end. */
  private static final double OVERSHOOT = 0.5;

  private final List<TrainingSet> sets;
  private final RowsAtHand rows;
  private final double[] targets;
  private final ColumnLanes x;
  private final int m;
  private final boolean intercept;
  private final LaneDescent descent;
  private final double[] eta;
  private final double[] residual;
  private final double[] left;
  private final double[] weights;
  private final double[] change;
  private final double[] dots;
  private final double[] total;

  /**
   * @param targets how far from optimal each model may be, in units of its gradient
   */
  LaneNewton(List<TrainingSet> sets, RowsAtHand rows, double[] targets, Blas blas) {
    this.sets = sets;
    this.rows = rows;
    this.targets = targets;
    this.x = rows.x();
    this.m = rows.lanes();
    this.intercept = sets.get(0).first() > 0;
    this.descent = new LaneDescent(x, rows.models(), m, intercept, blas);
    this.eta = rows.room();
    this.residual = rows.room();
    this.left = rows.room();
    this.weights = rows.room();
    this.change = rows.room();
    this.dots = new double[m];
    this.total = new double[m];
  }

  /** Takes over points. */
  void begin(double[] b) {
    rows.predict(b, eta);
    rows.residuals(eta, residual);
  }

  /** The negative gradients there, of all columns in the units of the rows. */
  void gradients(double[] to) {
    sum(residual, total);
    for (int j = 0; j < x.columns(); j++) {
      gradient(j, to, j * m);
    }
  }

  private void gradient(int j, double[] to, int at) {
    x.dots(j, residual, m, dots);
    for (int l = 0; l < sets.size(); l++) {
      to[at + l] = dots[l] - x.centre(j) * total[l];
    }
  }

  private void sum(double[] numbers, double[] sums) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < numbers.length; i += m) {
      for (int l = 0; l < m; l++) {
        sums[l] += numbers[i + l];
      }
    }
  }

  /**
   * A step that was made.
   *
   * @param exact whether the quadratic model was solved to the end
   */
  private record Step(
      double[] from, double[] intercepts, double[] slopes, double[] violations, boolean exact) {}

  /**
   * Goes to the minima in some columns, or as near as is cheap.
   *
   * @param b the points, which have been taken over, and are moved
   */
  void solve(int[] columns, Penalty[] penalties, double[] b) {
    Step last = null;
    int given = 0;
    for (int steps = 0; steps < MOST_STEPS && given < PATIENCE; steps++) {
      double[] violations = violations(columns, penalties, b);
      if (last != null && shortened(last, violations, columns, penalties, b)) {
        rows.residuals(eta, residual);
        continue;
      }
      if (IntStream.range(0, targets.length).allMatch(l -> violations[l] <= targets[l])) {
        return;
      }
      last = step(violations, columns, penalties, b);
      given += last.exact() ? 0 : 1;
      rows.residuals(eta, residual);
    }
  }

  private double[] violations(int[] columns, Penalty[] penalties, double[] b) {
    sum(residual, total);
    double[] worst = new double[sets.size()];
    for (int l = 0; l < worst.length; l++) {
      worst[l] = intercept ? Math.abs(total[l]) : 0;
    }
    double[] own = new double[m];
    for (int j : columns) {
      gradient(j, own, 0);
      for (int l = 0; l < worst.length; l++) {
        double off = sets.get(l).violation(penalties[l], j, b[j * m + l], own[l], total[l]);
        worst[l] = Math.max(worst[l], off);
      }
    }
    return worst;
  }

  private Step step(double[] violations, int[] columns, Penalty[] penalties, double[] b) {
    rows.curvatures(eta, weights);
    System.arraycopy(residual, 0, left, 0, left.length);
    double[] from = chosen(columns, b);
    double[] intercepts = Arrays.copyOf(b, m);
    double[] needed = new double[violations.length];
    for (int l = 0; l < needed.length; l++) {
      needed[l] = Math.max(INEXACT * violations[l], 0.3 * targets[l]);
    }
    boolean exact = descent.solve(columns, penalties, weights, left, b, needed);
    Arrays.fill(change, 0);
    for (int i = 0; i < columns.length; i++) {
      boolean any = false;
      for (int l = 0; l < sets.size(); l++) {
        dots[l] = b[columns[i] * m + l] - from[i * m + l];
        any |= dots[l] != 0;
      }
      if (any) {
        x.add(columns[i], dots, m, change);
      }
    }
    if (intercept) {
      settle(b);
    }
    double[] slopes = slopes(from, columns, penalties, b, false);
    for (int i = 0; i < eta.length; i++) {
      eta[i] += change[i];
    }
    return new Step(from, intercepts, slopes, violations, exact);
  }

  /** Moves intercepts to where the quadratic model has no gradient. */
  private void settle(double[] b) {
    double[] sums = new double[m];
    double[] whole = new double[m];
    for (int i = 0; i < change.length; i += m) {
      for (int l = 0; l < m; l++) {
        sums[l] += residual[i + l] - weights[i + l] * change[i + l];
        whole[l] += weights[i + l];
      }
    }
    for (int l = 0; l < sets.size(); l++) {
      double step = whole[l] > 0 ? sums[l] / whole[l] : 0;
      b[l] += step;
      for (int i = l; i < change.length; i += m) {
        change[i] += step;
      }
    }
  }

  private double[] chosen(int[] columns, double[] b) {
    double[] chosen = new double[columns.length * m];
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(b, columns[i] * m, chosen, i * m, m);
    }
    return chosen;
  }

  /** How fast the penalised losses fall at the beginning of the last step, or rise at its end. */
  private double[] slopes(
      double[] from, int[] columns, Penalty[] penalties, double[] b, boolean end) {
    double[] slopes = new double[sets.size()];
    double[] sums = new double[m];
    for (int i = 0; i < change.length; i += m) {
      for (int l = 0; l < m; l++) {
        sums[l] += residual[i + l] * change[i + l];
      }
    }
    for (int l = 0; l < slopes.length; l++) {
      double penalty = 0;
      for (int i = 0; i < columns.length; i++) {
        int j = columns[i];
        double before = from[i * m + l];
        double d = b[j * m + l] - before;
        if (d != 0) {
          penalty += penalties[l].derivative(j, end ? b[j * m + l] : before, d);
        }
      }
      slopes[l] = end ? penalty - sums[l] : sums[l] - penalty;
    }
    return slopes;
  }

  /** Takes back a part of the last step where it has gone beyond the minimum along it. */
  private boolean shortened(
      Step last, double[] violations, int[] columns, Penalty[] penalties, double[] b) {
    if (IntStream.range(0, violations.length)
        .allMatch(l -> violations[l] <= last.violations()[l])) {
      return false;
    }
    double[] after = slopes(last.from(), columns, penalties, b, true);
    boolean any = false;
    for (int l = 0; l < after.length; l++) {
      double before = last.slopes()[l];
      if (violations[l] <= last.violations()[l] || !overshot(before, after[l])) {
        continue;
      }
      double part =
          Double.isFinite(after[l])
              ? Math.min(0.9, Math.max(0.1, before / (before + after[l])))
              : 0.1;
      retreat(l, part, last, columns, b);
      any = true;
    }
    return any;
  }

  private static boolean overshot(double before, double after) {
    return !Double.isFinite(after) || (before > 0 && after > OVERSHOOT * before);
  }

  private void retreat(int l, double part, Step last, int[] columns, double[] b) {
    for (int i = l; i < eta.length; i += m) {
      eta[i] -= (1 - part) * change[i];
      change[i] *= part;
    }
    for (int i = 0; i < columns.length; i++) {
      double from = last.from()[i * m + l];
      b[columns[i] * m + l] = from + part * (b[columns[i] * m + l] - from);
    }
    if (intercept) {
      b[l] = last.intercepts()[l] + part * (b[l] - last.intercepts()[l]);
    }
    last.slopes()[l] *= part;
  }
}
