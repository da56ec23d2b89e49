package io.glidepath.path.quadratic;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Grid;
import io.glidepath.solve.Certificate;
import io.glidepath.solve.Penalty;
import io.glidepath.solve.QuadraticSolver;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Every (alpha, lambda) of one training set, solved: standardized coefficients in units of the
 * target's deviation, and the violation each was left with.
 */
final class TrainedPaths {
  private final StandardUnits units;
  private final int columns;
  private final double[][] coefficients;
  private final double[][] violations;
  private final double[][] gaps;
  private final double[][] deviances;
  private final double[][] last;

  private TrainedPaths(StandardUnits units, Grid grid) {
    int alphas = grid.alphas().length;
    int lambdas = grid.lambdas()[0].length;
    this.units = units;
    this.columns = units.columns();
    this.coefficients = new double[alphas][Math.multiplyExact(columns, lambdas)];
    this.violations = new double[alphas][lambdas];
    this.gaps = new double[alphas][lambdas];
    this.deviances = new double[alphas][lambdas];
    this.last = new double[alphas][];
  }

  /**
   * Solves the alphas in parallel, each warm along its lambdas.
   *
   * @param tolerance largest violation over the largest null gradient
   * @param published whether the models themselves are wanted, and not only their errors: these are
   *     polished beyond the tolerance and have a duality gap
   */
  static TrainedPaths solve(
      TrainingProblem training, Grid grid, double tolerance, boolean published, Blas blas) {
    TrainedPaths paths = new TrainedPaths(training.units(), grid);
    paths.solve(0, training, grid, tolerance, published, blas);
    return paths;
  }

  /**
   * The same models and those of a longer grid; only the new ones are solved.
   *
   * @param training the problem that these are solutions of
   */
  TrainedPaths further(
      TrainingProblem training, Grid longer, double tolerance, boolean published, Blas blas) {
    TrainedPaths paths = new TrainedPaths(units, longer);
    int done = lambdas();
    for (int a = 0; a < last.length; a++) {
      System.arraycopy(coefficients[a], 0, paths.coefficients[a], 0, coefficients[a].length);
      System.arraycopy(violations[a], 0, paths.violations[a], 0, done);
      System.arraycopy(gaps[a], 0, paths.gaps[a], 0, done);
      System.arraycopy(deviances[a], 0, paths.deviances[a], 0, done);
      paths.last[a] = last[a];
    }
    paths.solve(done, training, longer, tolerance, published, blas);
    return paths;
  }

  private void solve(
      int from,
      TrainingProblem training,
      Grid grid,
      double tolerance,
      boolean published,
      Blas blas) {
    IntStream.range(0, grid.alphas().length)
        .parallel()
        .forEach(a -> solvePath(from, training, a, grid, tolerance, published, blas));
  }

  private void solvePath(
      int from,
      TrainingProblem training,
      int a,
      Grid grid,
      double tolerance,
      boolean published,
      Blas blas) {
    double alpha = grid.alphas()[a];
    QuadraticSolver solver = new QuadraticSolver(training.problem(), blas);
    double gmax = training.largestGradient();
    double energy = training.units().target() == 0 ? 0 : 1;
    double[] x = from == 0 ? training.nullPoint() : last[a].clone();
    double[] before = x;
    for (int k = from; k < grid.lambdas()[a].length; k++) {
      double lambda = grid.lambdas()[a][k];
      Penalty penalty = training.penalty(alpha, lambda);
      boolean zero = gmax == 0 || (alpha >= Grid.RIDGE_LIKE && training.allZero(penalty));
      if (zero) {
        x = training.nullPoint();
        double left = Certificate.violation(penalty, x, training.problem().residual(x));
        violations[a][k] = gmax == 0 ? 0 : left / gmax;
      } else {
        double[] solved = x;
        x = training.problem().matrix().sparse() ? ahead(before, x) : x;
        violations[a][k] = solver.solve(penalty, x, tolerance * gmax) / gmax;
        before = solved;
      }
      if (published && !zero) {
        solver.polish(penalty, x);
      }
      if (published && gmax > 0) {
        Certificate certificate = Certificate.of(training.problem(), penalty, x, energy, blas);
        violations[a][k] = certificate.violation() / gmax;
        gaps[a][k] = 2 * certificate.gap();
      }
      deviances[a][k] = training.deviance(x);
      System.arraycopy(training.expand(x), 0, coefficients[a], k * columns, columns);
    }
    last[a] = x;
  }

  /**
   * Where two solutions lead: lambdas are nearly even in logarithm, and so are solutions between
   * changes of the active set. A coordinate that would change its sign stays.
   */
  private static double[] ahead(double[] before, double[] x) {
    double[] there = x.clone();
    for (int j = 0; j < x.length; j++) {
      double led = 2 * x[j] - before[j];
      there[j] = before[j] != 0 && led * x[j] > 0 ? led : x[j];
    }
    return there;
  }

  StandardUnits units() {
    return units;
  }

  /** Number of models along each path. */
  int lambdas() {
    return deviances[0].length;
  }

  /** p x lambdas, column-major: the standardized coefficients along the path of an alpha. */
  double[] path(int a) {
    return coefficients[a];
  }

  double[] standardized(int a, int k) {
    double[] x = new double[columns];
    System.arraycopy(coefficients[a], k * columns, x, 0, columns);
    return x;
  }

  double violation(int a, int k) {
    return violations[a][k];
  }

  /** Duality gap over half the null deviance. */
  double gap(int a, int k) {
    return gaps[a][k];
  }

  /** Squared error on the training rows over that of the null model; all points. */
  double[][] deviances() {
    return deviances;
  }

  double deviance(int a, int k) {
    return deviances[a][k];
  }

  /** Number of points left with more violation than allowed. */
  int missed(double tolerance) {
    return (int)
        Arrays.stream(violations)
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !(v <= tolerance))
            .count();
  }

  /** The worst violation of all points. */
  double worstViolation() {
    double worst = 0;
    for (double[] path : violations) {
      for (double v : path) {
        worst = Math.max(worst, v);
      }
    }
    return worst;
  }
}
