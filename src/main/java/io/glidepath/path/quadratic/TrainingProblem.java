package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.ProportionalColumns;
import io.glidepath.solve.Bounds;
import io.glidepath.solve.ElasticNet;
import io.glidepath.solve.Penalty;
import io.glidepath.solve.QuadraticProblem;
import io.glidepath.solve.QuadraticSolver;
import io.glidepath.stats.Moments;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Squared-error loss on one set of training rows as a problem in standard units: columns x~_j =
 * (x_j - mean_j) / sd_j (not centred without intercept), the target in units of its own deviation.
 * Unknowns are the columns that vary, exact copies once.
 *
 * <p>Cost: 8 p^2 bytes and as many operations, or those of the products that there are.
 */
final class TrainingProblem {
  /** What is left of a product of columns of length 1 when it should be 0. */
  private static final double ROUNDING = 1e-14;

  private final ModelSpec spec;
  private final RowMoments rows;
  private final Moments moments;
  private final PenaltyTerms terms;
  private final double[] factors;
  private final StandardUnits units;
  private final double unit;
  private final double labelScale;
  private final int[] columns;
  private final double[] strength;
  private final double[] strengthSquared;
  private final ProportionalColumns groups;
  private final Bounds bounds;
  private final QuadraticProblem problem;
  private final double[] nullPoint;
  private final double[] nullGradient;

  /**
   * @param terms with penalty factors rescaled as the convention wants
   */
  TrainingProblem(RowMoments rows, ModelSpec spec, PenaltyTerms terms, Blas blas) {
    this.spec = spec;
    this.rows = rows;
    this.moments = rows.columns();
    this.terms = terms;
    this.factors = terms.factors();
    int p = moments.columns();
    this.units = new StandardUnits(moments, spec.intercept(), terms.bounds());
    this.unit = units.target();
    this.labelScale = spec.convention() == Convention.PLAIN ? 1 : unit;
    int[] varying = IntStream.range(0, p).filter(j -> units.deviation(j) > 0).toArray();
    SymmetricMatrix gram = products(varying);
    this.groups =
        ProportionalColumns.of(
            varying.length,
            gram::eachPair,
            Arrays.stream(varying).mapToDouble(j -> factors[j] * relativeScale(j)).toArray(),
            units.bounds().of(varying, i -> 1));
    int[] leaders = groups.leaders();
    this.bounds = groups.limits(leaders);
    this.columns = varying;
    this.strength = new double[leaders.length];
    this.strengthSquared = new double[leaders.length];
    double[] linear = new double[leaders.length];
    for (int a = 0; a < leaders.length; a++) {
      int j = varying[leaders[a]];
      double rho = relativeScale(j);
      strength[a] = factors[j] * rho;
      strengthSquared[a] = factors[j] * rho * rho / groups.members(leaders[a]);
      linear[a] = unit == 0 ? 0 : withTarget(j);
    }
    int[] chosen = Arrays.stream(leaders).map(i -> varying[i]).toArray();
    this.problem =
        new QuadraticProblem(chosen.length == varying.length ? gram : products(chosen), linear);
    this.nullPoint = new double[leaders.length];
    new QuadraticSolver(problem, blas).solve(onlyUnpenalised(), nullPoint, 1e-15);
    this.nullGradient = beyondRounding(problem.residual(nullPoint));
  }

  /** Mean products of columns in standard units. */
  private SymmetricMatrix products(int[] chosen) {
    double[] deviations = Arrays.stream(chosen).mapToDouble(units::deviation).toArray();
    return rows.products(chosen, deviations, spec.intercept());
  }

  /**
   * Takes products that are rounding and nothing else for the 0 they stand for: a grid, a violation
   * or a stopping rule measured by them would mean nothing.
   */
  private double[] beyondRounding(double[] gradient) {
    for (int a = 0; a < gradient.length; a++) {
      double length = Math.sqrt(problem.matrix().diagonal(a));
      if (Math.abs(gradient[a]) <= ROUNDING * length) {
        gradient[a] = 0;
      }
    }
    return gradient;
  }

  /** sigma_j / sd_j: the unit in which the penalty sees the column, in standard units. */
  private double relativeScale(int j) {
    return spec.standardize() ? 1 : 1 / units.deviation(j);
  }

  /** Mean product of a column and the target in standard units. */
  private double withTarget(int j) {
    int p = moments.columns();
    double product = rows.withTarget(j, units.deviation(j), unit);
    if (!spec.intercept()) {
      product += moments.mean(j) / units.deviation(j) * (moments.mean(p) / unit);
    }
    return product;
  }

  private Penalty onlyUnpenalised() {
    return bounds.within(ElasticNet.fixing(strength.length, a -> strength[a] > 0));
  }

  QuadraticProblem problem() {
    return problem;
  }

  StandardUnits units() {
    return units;
  }

  /** The penalty at a grid point, in standard units. */
  Penalty penalty(double alpha, double lambda) {
    double[] l1 = new double[strength.length];
    double[] l2 = new double[strength.length];
    for (int a = 0; a < l1.length; a++) {
      l1[a] = unit == 0 ? 0 : lambda * alpha * strength[a] / unit;
      l2[a] = labelScale == 0 ? 0 : lambda * (1 - alpha) * strengthSquared[a] / labelScale;
    }
    return bounds.within(terms.form().of(l1, l2));
  }

  /** The penalty at a grid point on all p columns, in standard units, without limits. */
  Penalty fullPenalty(double alpha, double lambda) {
    double[] l1 = new double[units.columns()];
    double[] l2 = new double[units.columns()];
    for (int j : columns) {
      double strength = factors[j] * relativeScale(j);
      l1[j] = lambda * alpha * strength / unit;
      l2[j] = lambda * (1 - alpha) * strength * relativeScale(j) / labelScale;
    }
    return terms.form().of(l1, l2);
  }

  /** Mean squared error over that of the null model without any column. */
  double deviance(double[] x) {
    double[] q = problem.residual(x);
    double left = unit == 0 ? 0 : 1;
    for (int a = 0; a < x.length; a++) {
      left -= x[a] * (problem.linear()[a] + q[a]);
    }
    return Math.max(0, left);
  }

  /** The solution without the penalised columns. */
  double[] nullPoint() {
    return nullPoint.clone();
  }

  /**
   * The largest null gradient towards an open side over the penalty factor, in the units of lambda:
   * lambda_max(1). 0 without a penalised column that varies.
   */
  double largestLambda() {
    return unit == 0 ? 0 : needed(penalty(1, 1)).max().orElse(0);
  }

  /**
   * The largest null gradient over the penalty factor in standard units: what violations are
   * measured by.
   */
  double largestGradient() {
    double largest = 0;
    int[] leaders = groups.leaders();
    for (int a = 0; a < strength.length; a++) {
      double factor = factors[columns[leaders[a]]];
      if (factor > 0 && bounds.open(a, nullGradient[a])) {
        largest = Math.max(largest, Math.abs(nullGradient[a]) / factor);
      }
    }
    return largest;
  }

  /** Whether the null model is the solution with a penalty, to within rounding. */
  boolean allZero(Penalty penalty) {
    return needed(penalty).allMatch(n -> n * (1 - 1e-12) <= 1);
  }

  /** How much steeper a penalty would have to be to hold each penalised column at 0. */
  private DoubleStream needed(Penalty penalty) {
    return IntStream.range(0, strength.length)
        .filter(a -> strength[a] > 0)
        .mapToDouble(a -> penalty.needed(a, nullGradient[a]));
  }

  /** Standardized coefficients of all p columns, in units of the target's deviation. */
  double[] expand(double[] x) {
    double[] all = new double[units.columns()];
    int[] position = new int[columns.length];
    int[] leaders = groups.leaders();
    for (int a = 0; a < leaders.length; a++) {
      position[leaders[a]] = a;
    }
    for (int i = 0; i < columns.length; i++) {
      all[columns[i]] = groups.part(i, x[position[groups.leader(i)]]);
    }
    return all;
  }

  /** What is known of column j. */
  ColumnSummary summary(int j) {
    ColumnSummary.Status status = ColumnSummary.Status.CONSTANT;
    int i = Arrays.binarySearch(columns, j);
    if (i >= 0) {
      status = groups.shared(i) ? ColumnSummary.Status.COLLINEAR : ColumnSummary.Status.USED;
    }
    double sigma = spec.standardize() ? units.deviation(j) : 1;
    return ColumnSummary.of(moments, j, sigma, terms, status);
  }
}
