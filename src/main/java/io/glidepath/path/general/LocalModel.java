package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.solve.ChosenPenalty;
import io.glidepath.solve.Penalty;
import io.glidepath.solve.QuadraticProblem;
import io.glidepath.solve.QuadraticSolver;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The penalised loss around a point x as if the loss were quadratic: f(x) - g'(y - x) + (y - x)' H
 * (y - x) / 2 + P(y) with g = -f'(x) and H about f''(x).
 *
 * <p>Of many unknowns it is about those that may move: the ones that are not 0, and those whose
 * gradient is at least half of what the penalty holds them by. The others stay 0; should one of
 * them have to leave it, the next exact gradient says so. Memory: 8 s^2 bytes for s unknowns of
 * dense columns. Time: s^3 / 3 flops a Newton step, and what H costs.
 */
final class LocalModel {

  /** Of so many unknowns all may move: leaving some out would save little. */
  private static final int FEW = 256;

  /** Of what holds an unknown at 0, the inverse of the part that makes it one that may move. */
  private static final double MARGIN = 2;

  private final int[] columns;
  private final SymmetricMatrix curvature;
  private final double[] linear;
  private final double[] negativeGradient;
  private final double[] x;
  private final Penalty penalty;

  /**
   * @param columns the unknowns that may move, as {@link #moving} gives them
   * @param curvature H of these
   * @param x all unknowns of a point
   * @param gradient g of all unknowns
   */
  LocalModel(
      int[] columns, SymmetricMatrix curvature, double[] x, double[] gradient, Penalty penalty) {
    this.columns = columns;
    this.curvature = curvature;
    this.x = x;
    this.penalty = columns.length == x.length ? penalty : new ChosenPenalty(penalty, columns);
    this.negativeGradient = chosen(gradient, columns);
    this.linear = curvature.product(chosen(x, columns));
    for (int i = 0; i < columns.length; i++) {
      linear[i] += negativeGradient[i];
    }
  }

  /** The model at a point with the curvature about it. */
  static LocalModel at(Curvature curvature, double[] x, double[] gradient, Penalty penalty) {
    int[] columns = moving(penalty, x, gradient);
    return new LocalModel(columns, curvature.over(columns), x, gradient, penalty);
  }

  /** The unknowns that may move from a point with a negative gradient there, ascending. */
  static int[] moving(Penalty penalty, double[] x, double[] gradient) {
    IntStream all = IntStream.range(0, x.length);
    return x.length <= FEW
        ? all.toArray()
        : all.filter(j -> x[j] != 0 || penalty.prox(j, MARGIN * gradient[j], 1) != 0).toArray();
  }

  /** The unknowns of either list, ascending. */
  static int[] together(int[] one, int[] other) {
    return Arrays.equals(one, other)
        ? one
        : IntStream.concat(Arrays.stream(one), Arrays.stream(other)).distinct().sorted().toArray();
  }

  /**
   * The minimum.
   *
   * @param tolerance of the violation of the optimality conditions, in units of g
   */
  double[] minimum(double tolerance, Blas blas) {
    double[] solution = chosen(x, columns);
    new QuadraticSolver(new QuadraticProblem(curvature, linear), blas)
        .solve(penalty, solution, negativeGradient.clone(), tolerance);
    double[] all = new double[x.length];
    for (int i = 0; i < columns.length; i++) {
      all[columns[i]] = solution[i];
    }
    return all;
  }

  /** Some elements of a vector. */
  static double[] chosen(double[] vector, int[] columns) {
    double[] chosen = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      chosen[i] = vector[columns[i]];
    }
    return chosen;
  }
}
