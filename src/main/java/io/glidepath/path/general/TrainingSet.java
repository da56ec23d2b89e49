package io.glidepath.path.general;

import io.glidepath.path.FoldMoments;
import io.glidepath.path.Grid;
import io.glidepath.solve.ElasticNet;
import io.glidepath.solve.Penalty;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The rows that some models are trained on, as the penalty and the certificate see them: each set
 * has standard deviations and means of its own, while the unknowns are in the units of all rows.
 *
 * <p>Terms (see the mathematics page): a_j = lambda alpha v_j rho_j, b_j = lambda (1 - alpha) v_j
 * rho_j^2 in the set's own standard units; in the units of the unknowns they are multiplied by
 * ratio_j and ratio_j^2, where ratio_j = sd_j here / sd_j over all rows.
 */
final class TrainingSet {
  private final Unknowns units;
  private final Cells cells;
  private final HeldOut held;
  private final double weight;
  private final double[] ratio;
  private final double[] shift;
  private final double[] strength;
  private double[] nullPoint;
  private double largestGradient;
  private double largestLambda;
  private double[] nullGradient;
  private double[][] nullSums;

  /**
   * @param held what is left out
   */
  TrainingSet(Unknowns units, FoldMoments moments, HeldOut held) {
    this.cells = moments.cells();
    this.held = held;
    Moments rows = held.isNothing() ? moments.all() : moments.training(held);
    int p = units.size();
    this.units = units;
    this.weight = rows.weight();
    this.ratio = new double[p];
    this.shift = new double[p];
    this.strength = new double[p];
    for (int u = units.first(); u < p; u++) {
      int j = units.column(u);
      double sd = units.moments().deviation(j);
      ratio[u] = rows.deviation(j) / sd * units.deviationFactor(rows);
      shift[u] = units.spec().intercept() ? rows.meanDifference(j, units.moments()) / sd : 0;
      strength[u] = units.factor(u) * (units.spec().standardize() ? ratio[u] : 1 / sd);
    }
  }

  /** All rows, then those that train each fold's models. */
  static List<TrainingSet> all(Unknowns units, FoldMoments moments, boolean withFolds) {
    int folds = withFolds ? moments.cells().folds() : 0;
    return HeldOut.all(folds).map(held -> new TrainingSet(units, moments, held)).toList();
  }

  /** What is left out. */
  HeldOut held() {
    return held;
  }

  /** The position of the first column's unknown: 1 with an intercept. */
  int first() {
    return units.first();
  }

  /**
   * What a row counts in these.
   *
   * @param cell the position of the row's cell
   * @return its part of the weight of all; 0 if it is not one of them
   */
  double share(int cell, double rowWeight) {
    return cells.trains(held, cell) ? rowWeight / weight : 0;
  }

  /** The mean of a gradient over these rows, from its sums over the rows of each cell. */
  double[] mean(double[][] byCell) {
    double[] sum = new double[ratio.length];
    cells
        .training(held)
        .forEach(
            c -> {
              for (int j = 0; j < sum.length; j++) {
                sum[j] += byCell[c][j];
              }
            });
    return mean(sum);
  }

  /** The same from the sum over these rows, which it replaces. */
  double[] mean(double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] /= weight;
    }
    return sum;
  }

  /** Whether a column does not vary in these rows; its coefficient is 0, whatever its penalty. */
  private boolean constant(int u) {
    return u >= units.first() && ratio[u] == 0;
  }

  /** The unknowns that the penalty can hold at 0. */
  private IntStream penalised() {
    return IntStream.range(units.free(), ratio.length).filter(u -> !constant(u));
  }

  /** The penalty at a grid point, in the units of the unknowns; constant columns are held at 0. */
  Penalty penalty(double alpha, double lambda) {
    double[] l1 = new double[ratio.length];
    double[] l2 = new double[ratio.length];
    for (int u = units.first(); u < l1.length; u++) {
      double sigma = units.factor(u) == 0 ? 0 : strength[u] / units.factor(u);
      l1[u] = constant(u) ? Double.POSITIVE_INFINITY : lambda * alpha * strength[u];
      l2[u] = lambda * (1 - alpha) * strength[u] * sigma / units.members(u);
    }
    return units.bounds().within(units.form().of(l1, l2));
  }

  /** Leaves only the first unknowns. */
  Penalty only(int first) {
    return units.bounds().within(ElasticNet.fixing(ratio.length, u -> u >= first || constant(u)));
  }

  /**
   * Takes the null model, which holds what has no penalty. A gradient that is rounding and nothing
   * else counts as the 0 it stands for.
   *
   * @param gradient sum w (y - mu) x~_j / W there
   * @param sums the same before it is divided by W, by fold
   * @param rounding what a gradient of 0 may look like
   */
  void setNull(double[] point, double[] gradient, double[][] sums, double rounding) {
    nullPoint = point;
    nullSums = sums;
    nullGradient = gradient.clone();
    penalised()
        .forEach(
            u -> {
              double own = Math.abs(centred(gradient, u));
              if (own <= rounding) {
                nullGradient[u] -= centred(gradient, u);
              } else if (units.bounds().open(u, centred(gradient, u))) {
                largestGradient = Math.max(largestGradient, own / ratio[u] / units.factor(u));
              }
            });
    largestLambda = largestGradient == 0 ? 0 : needed(penalty(1, 1)).max().orElse(0);
    if (!Double.isFinite(largestGradient) || !Double.isFinite(largestLambda)) {
      throw new IllegalStateException(
          "the largest null gradient is " + largestGradient + ": nothing can be measured by it");
    }
  }

  double[] nullPoint() {
    return nullPoint.clone();
  }

  double[] nullGradient() {
    return nullGradient.clone();
  }

  /**
   * A model to be taken to the solution at a grid point; the null model is what it falls back to.
   */
  Iterate model(double alpha, double lambda, double[] start, double tolerance) {
    Iterate model = new Iterate(this, penalty(alpha, lambda), start, largestGradient, tolerance);
    model.fallBackTo(nullPoint(), nullGradient(), nullSums);
    return model;
  }

  /** gmax in the units of lambda: lambda_max(1). 0 without a penalised column that matters. */
  double largestLambda() {
    return largestLambda;
  }

  /** gmax: what violations are measured by; 0, or finite and positive. */
  double largestGradient() {
    return largestGradient;
  }

  /** The same where something has to be divided by it: 1 instead of 0. */
  double unit() {
    return largestGradient == 0 ? 1 : largestGradient;
  }

  /** Whether the null model is the solution, to within rounding, by its l1 part alone. */
  boolean allZero(double alpha, double lambda) {
    if (largestGradient == 0) {
      return true;
    }
    if (alpha < Grid.RIDGE_LIKE) {
      return false;
    }
    return needed(penalty(alpha, lambda)).allMatch(n -> n * (1 - 1e-12) <= 1);
  }

  /** How much steeper a penalty would have to be to hold each penalised unknown at 0. */
  private DoubleStream needed(Penalty penalty) {
    return penalised().mapToDouble(u -> penalty.needed(u, centred(nullGradient, u)));
  }

  /** The gradient as columns centred in these rows would have it. */
  private double centred(double[] gradient, int u) {
    return centred(gradient[u], gradient[0], u);
  }

  private double centred(double gradient, double first, int u) {
    return units.spec().intercept() ? gradient - first * shift[u] : gradient;
  }

  /** What the null model leaves of the conditions it has to meet, over gmax; 0 if gmax is 0. */
  double nullViolation() {
    return largestGradient == 0
        ? 0
        : absoluteViolation(only(units.free()), nullPoint, nullGradient) / largestGradient;
  }

  /** The largest violation of the optimality conditions in the set's own standard units. */
  double absoluteViolation(Penalty penalty, double[] x, double[] gradient) {
    return absoluteViolation(penalty, x, gradient, 0, 1);
  }

  /** The same of one of several models side by side: its unknown u lies at u * lanes + lane. */
  double absoluteViolation(Penalty penalty, double[] x, double[] gradient, int lane, int lanes) {
    double first = gradient[lane];
    double worst = units.spec().intercept() ? Math.abs(first) : 0;
    for (int u = units.first(); u < ratio.length; u++) {
      int at = u * lanes + lane;
      worst = Math.max(worst, violation(penalty, u, x[at], gradient[at], first));
    }
    return worst;
  }

  /**
   * The violation of one unknown that is not the intercept; 0 of one that is held at 0.
   *
   * @param gradient at this unknown
   * @param first the gradient at the first one
   */
  double violation(Penalty penalty, int u, double x, double gradient, double first) {
    return constant(u) || penalty.fixed(u)
        ? 0
        : penalty.violation(u, x, centred(gradient, first, u)) / ratio[u];
  }
}
