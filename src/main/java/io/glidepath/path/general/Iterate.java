package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.HeldOut;

/**
 * One model on its way to its minimum by proximal Newton steps, alternating between a pass, which
 * gives the exact gradient at {@link #point()}, and {@link #advance}, which minimises a local
 * quadratic model. As gradients are exact, the curvature only decides how fast it converges.
 *
 * <p>With f the mean loss, b the base (the last point accepted), g = -f'(b), and H about f''(b):
 *
 * <pre>
 *   x = argmin  -g'(x - b) + (x - b)' H (x - b) / 2 + sum_j (l1_j |x_j| + l2_j x_j^2 / 2)
 *   H = H + y y' / (y's) - H s s'H / (s'H s)       s the step before, y how f' changed along it (BFGS)
 *   t = -phi'(0) / (phi'(1) - phi'(0))             phi(t) the penalised loss at b + t (x - b)
 * </pre>
 *
 * <p>Only the part t of a step is taken if phi'(1) > -phi'(0) / 2: along a line the penalised loss
 * is convex, so the step has gone too far. The iteration ends when the violation of the optimality
 * conditions is within the tolerance, or no longer falls.
 */
final class Iterate {
  private static final int MOST_EVALUATIONS = 100;
  private static final int MOST_STALLS = 8;

  /** From here on a few more Newton steps are enough. */
  static final double NEAR = 1e-4;

  /** Of the slope at the start of a step that may be left, with the other sign, at its end. */
  private static final double OVERSHOOT = 0.5;

  /** By how much a step may be longer than the one before, once a step has gone too far. */
  private static final double GROWTH = 3;

  /** How much better than the present point the local model is solved. */
  static final double INEXACT = 1e-3;

  private final TrainingSet set;
  private final Penalty penalty;
  private final double unit;
  private final double tolerance;
  private double[] point;
  private double[] base;
  private double[] baseGradient;
  private double baseViolation = Double.POSITIVE_INFINITY;
  private Secant last;
  private double[] retreat;
  private double longest = Double.POSITIVE_INFINITY;
  private double[] best;
  private double[] bestGradient;
  private double[][] bestSums;
  private double bestViolation = Double.POSITIVE_INFINITY;
  private boolean astray;
  private int evaluations;
  private int stalls;

  /**
   * @param unit what violations are measured by: finite and positive, or else any point would pass
   * @param tolerance of the violation in that unit
   */
  Iterate(TrainingSet set, Penalty penalty, double[] start, double unit, double tolerance) {
    if (!(unit > 0) || unit == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("a violation cannot be measured by " + unit);
    }
    this.set = set;
    this.penalty = penalty;
    this.point = start;
    this.unit = unit;
    this.tolerance = tolerance;
  }

  /**
   * Names a point to turn back to where the loss leaves the range of numbers, or grows instead of
   * falling: no result is further from optimal than this one.
   *
   * @param sums the gradient as {@link #bestSums} is to give it, null if nobody asks
   */
  void fallBackTo(double[] known, double[] gradient, double[][] sums) {
    best = known;
    bestGradient = gradient;
    bestSums = sums;
    bestViolation = set.absoluteViolation(penalty, known, gradient) / unit;
  }

  /** Whether the last point was as far from optimal as the null model may be, or farther. */
  boolean astray() {
    return astray;
  }

  /** Where the next gradient is wanted. */
  double[] point() {
    return point;
  }

  /** The point of the smallest violation so far. */
  double[] best() {
    return best;
  }

  /** The gradient at {@link #best()}. */
  double[] bestGradient() {
    return bestGradient;
  }

  /** The same as it was received. */
  double[][] bestSums() {
    return bestSums;
  }

  /** The violation at {@link #best()}. */
  double violation() {
    return bestViolation;
  }

  Penalty penalty() {
    return penalty;
  }

  /** What its training set leaves out. */
  HeldOut held() {
    return set.held();
  }

  int evaluations() {
    return evaluations;
  }

  /** Whether nothing more is to be done: the tolerance is met, or cannot be. */
  boolean done() {
    return bestViolation <= tolerance || stalls >= MOST_STALLS || evaluations >= MOST_EVALUATIONS;
  }

  /** Whether a few more steps at most are left. */
  boolean near() {
    return bestViolation <= Math.max(tolerance, NEAR);
  }

  /** Whether it has not come near after so many evaluations. */
  boolean lost(int patience) {
    return !near() && (evaluations >= patience || done());
  }

  /**
   * Takes the gradient at the point, as sums over the rows of each cell, those of other training
   * sets among them.
   */
  void receive(double[][] sums) {
    receive(set.mean(sums), sums);
  }

  /** Takes the gradient at the point, as its mean over the training rows. */
  void receiveMean(double[] gradient) {
    receive(gradient, null);
  }

  private void receive(double[] gradient, double[][] sums) {
    evaluations++;
    double violation = set.absoluteViolation(penalty, point, gradient) / unit;
    boolean better = violation < bestViolation;
    astray = !(violation < 1);
    if (base == null && best != null && astray) {
      base = best;
      baseGradient = bestGradient;
      baseViolation = bestViolation;
    }
    stalls = violation < baseViolation ? 0 : stalls + 1;
    if (better || !overshot(gradient)) {
      if (base != null) {
        last = new Secant(difference(point, base), difference(baseGradient, gradient));
      }
      base = point;
      baseGradient = gradient;
      baseViolation = violation;
      longest *= GROWTH;
      retreat = null;
    }
    if (better) {
      best = point;
      bestGradient = gradient;
      bestViolation = violation;
      bestSums = sums;
    }
  }

  /** Whether the point lies so far beyond the minimum along its step that part is taken back. */
  private boolean overshot(double[] gradient) {
    if (base == null) {
      return false;
    }
    double[] direction = difference(point, base);
    double before = -slope(base, baseGradient, direction);
    double after = slope(point, gradient, direction);
    boolean finite = Double.isFinite(after);
    if (finite && (!(after > OVERSHOOT * before) || !(before > 0))) {
      return false;
    }
    double part = finite ? Math.min(0.9, Math.max(0.1, before / (before + after))) : 0.1;
    retreat = along(direction, part);
    longest = part * length(direction);
    return true;
  }

  /** The base moved by a part of a step. */
  private double[] along(double[] direction, double part) {
    double[] moved = base.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += part * direction[j];
    }
    return moved;
  }

  private static double length(double[] direction) {
    double sum = 0;
    for (double d : direction) {
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /** Directional derivative of the penalised loss. */
  private double slope(double[] x, double[] negativeGradient, double[] d) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      if (d[j] != 0) {
        sum += penalty.derivative(j, x[j], d[j]) - d[j] * negativeGradient[j];
      }
    }
    return sum;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] d = new double[a.length];
    for (int j = 0; j < d.length; j++) {
      d[j] = a[j] - b[j];
    }
    return d;
  }

  /**
   * Moves the point to the minimum of the local model.
   *
   * @param about about the second derivatives of the loss here
   */
  void advance(Curvature about, Blas blas) {
    if (retreat != null) {
      point = retreat;
      return;
    }
    double needed = Math.max(INEXACT * baseViolation, 0.01 * tolerance) * unit;
    point = local(about).minimum(needed, blas);
    double[] direction = difference(point, base);
    double length = length(direction);
    if (length > longest) {
      point = along(direction, longest / length);
    }
  }

  private LocalModel local(Curvature about) {
    int[] columns = LocalModel.moving(penalty, base, baseGradient);
    if (last != null) {
      columns = LocalModel.together(columns, last.moved());
    }
    SymmetricMatrix curvature = about.over(columns);
    if (last != null) {
      last.correct(curvature, columns);
    }
    return new LocalModel(columns, curvature, base, baseGradient, penalty);
  }
}
