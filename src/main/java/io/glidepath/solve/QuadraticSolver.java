package io.glidepath.solve;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.SymmetricMatrix;
import java.util.Arrays;

/**
 * Minimises x'Ax/2 - c'x + P(x), with P a {@link Penalty}, to a given violation of the optimality
 * conditions.
 *
 * <p>Cyclic coordinate descent with the gradient kept up to date (Friedman, Hastie and Tibshirani
 * 2010) finds the active set; a Newton step on the active set, whose signs are then fixed, lands on
 * the solution where coordinate descent would crawl. Both only ever lower the objective. A start
 * that has non-zeros begins with the Newton step: along a path it is often all that is needed. The
 * stopping rule is optimality, never the size of a step. With many non-zeros, where a Newton step
 * costs as much as dozens of sweeps, sweeps come first as long as each takes most of the violation
 * away, as they do with columns that hardly depend on each other (levels of a category).
 *
 * <p>Where the minimiser is not unique (dependent columns without ridge) one of them is found.
 * Cost: 2 p s flops a sweep with s non-zeros, s^3/3 a Newton step; of a sparse A, an entry's 2
 * flops a sweep, and some hundred products a Newton step of many unknowns. Not thread-safe; the
 * problem may be shared.
 */
public final class QuadraticSolver {
  private static final int MAX_ROUNDS = 500;

  /** Beyond those that a Newton step is worth: many coordinates in step go nowhere alone. */
  private static final int MOST_SWEEPS = 10;

  /** From so many non-zeros on a Newton step costs dozens of sweeps. */
  private static final int MANY = 400;

  /** So many sweeps show where they lead. */
  private static final int LEADING = 5;

  /** Of a violation, what so many sweeps may leave of it to be followed by others. */
  private static final double FAST = 0.1;

  /** The same for a sparse matrix, of which a Newton step costs dozens of sweeps more. */
  private static final double FAST_IF_SPARSE = 0.8;

  /** Enough for dependent columns to be factorized in spite of rounding. */
  private static final double SAFE_PROXIMITY = 1e-11;

  /** About the rounding in the Gram matrix itself. */
  private static final double SHARP_PROXIMITY = 1e-13;

  /** A violation, in units in which columns and target have length 1, that is rounding alone. */
  private static final double ROUNDING = 1e-14;

  /** More non-zeros than this are not polished: a factorization would cost seconds. */
  private static final int MAX_POLISHED = 2000;

  private final QuadraticProblem problem;
  private final Blas blas;
  private final ActiveSetNewton newton;
  private final ActiveSetNewton sharp;
  private Penalty penalty;
  private double[] x;
  private double[] q;

  public QuadraticSolver(QuadraticProblem problem, Blas blas) {
    this.problem = problem;
    this.blas = blas;
    this.newton = new ActiveSetNewton(problem, blas, SAFE_PROXIMITY);
    this.sharp = new ActiveSetNewton(problem, blas, SHARP_PROXIMITY);
  }

  /**
   * Solves in place of the starting point.
   *
   * @param start the starting point, overwritten by the solution
   * @param tolerance the violation to reach, in units of the gradient
   * @return the violation that was reached: more than the tolerance only if rounding or the limit
   *     of {@value #MAX_ROUNDS} rounds ended the search
   */
  public double solve(Penalty penalty, double[] start, double tolerance) {
    return solve(penalty, start, problem.residual(start), tolerance);
  }

  /**
   * The same where the negative gradient c - Ax at the start is known.
   *
   * @param gradient that, overwritten
   */
  public double solve(Penalty penalty, double[] start, double[] gradient, double tolerance) {
    begin(penalty, start, gradient);
    double best = Certificate.violation(penalty, x, q);
    int stalled = 0;
    for (int round = 0; round < MAX_ROUNDS && best > tolerance && stalled < 20; round++) {
      if (round > 0 || isZero(x)) {
        descend(tolerance);
      }
      if (Arrays.stream(x).filter(v -> v != 0).count() >= MANY) {
        glide(tolerance);
      }
      if (violation() > tolerance) {
        newton.improve(penalty, x, q, tolerance);
      }
      q = problem.residual(x);
      double reached = violation();
      stalled = reached < best ? 0 : stalled + 1;
      best = stalled == 0 ? reached : best;
      if (reached <= tolerance) {
        return reached;
      }
    }
    return violation();
  }

  private void begin(Penalty of, double[] start, double[] gradient) {
    penalty = of;
    x = start;
    q = gradient;
  }

  /**
   * Takes a solution, in place, to where rounding ends the search. A violation bounds the error of
   * coefficients only by itself over the smallest eigenvalue of A, so that nearly dependent columns
   * with little ridge need much less of it than a tolerance asks for.
   *
   * @return the violation that was reached, at most that of the start
   */
  public double polish(Penalty penalty, double[] solution) {
    double[] before = problem.residual(solution);
    double reached = Certificate.violation(penalty, solution, before);
    long nonZero = Arrays.stream(solution).filter(v -> v != 0).count();
    if (reached == 0 || nonZero > (problem.matrix().sparse() ? MANY : MAX_POLISHED)) {
      return reached;
    }
    double[] tried = solution.clone();
    if (nonZero >= MANY) {
      begin(penalty, tried, before);
      glide(0);
      before = problem.residual(tried);
    }
    if (Certificate.violation(penalty, tried, before) > ROUNDING) {
      sharp.improve(penalty, tried, before, 0);
    }
    double violation = Certificate.violation(penalty, tried, problem.residual(tried));
    if (violation >= reached) {
      return reached;
    }
    System.arraycopy(tried, 0, solution, 0, tried.length);
    return violation;
  }

  private static boolean isZero(double[] point) {
    return Arrays.stream(point).allMatch(v -> v == 0);
  }

  private double violation() {
    return Certificate.violation(penalty, x, q);
  }

  /** One sweep over all coordinates, then a few over the non-zero ones. */
  private void descend(double tolerance) {
    SymmetricMatrix.Moves moves = problem.matrix().moves(q);
    int active = 0;
    for (int j = 0; j < x.length; j++) {
      update(j, moves);
      active += x[j] != 0 ? 1 : 0;
    }
    // a Newton step costs about as much as so many sweeps
    int sweeps = 2 + Math.min(MOST_SWEEPS, active / 30);
    double worst = Double.POSITIVE_INFINITY;
    for (int s = 0; s < sweeps && worst > tolerance; s++) {
      worst = 0;
      for (int j = 0; j < x.length; j++) {
        if (x[j] != 0) {
          worst = Math.max(worst, update(j, moves));
        }
      }
    }
    moves.end();
  }

  /** Sweeps over all coordinates, and goes where they lead, as long as that is fast. */
  private void glide(double tolerance) {
    Extrapolation leading = new Extrapolation(LEADING, blas);
    double before = Double.POSITIVE_INFINITY;
    double left = violation();
    double fast = problem.matrix().sparse() ? FAST_IF_SPARSE : FAST;
    while (left > tolerance && left <= fast * before) {
      before = left;
      leading.add(x, q);
      for (int s = 0; s < LEADING && left > tolerance; s++) {
        SymmetricMatrix.Moves moves = problem.matrix().moves(q);
        for (int j = 0; j < x.length; j++) {
          update(j, moves);
        }
        moves.end();
        leading.add(x, q);
        left = violation();
      }
      if (left > tolerance && leading.full()) {
        lead(leading);
        left = violation();
      }
    }
  }

  /** Takes an extrapolated point if it is a better one. */
  private void lead(Extrapolation leading) {
    double[] there = new double[x.length];
    double[] gradient = new double[x.length];
    if (leading.take(there, gradient)
        && problem.objective(penalty, there, gradient) < problem.objective(penalty, x, q)) {
      System.arraycopy(there, 0, x, 0, x.length);
      System.arraycopy(gradient, 0, q, 0, q.length);
    }
  }

  /** Minimises over coordinate j; returns its violation before. */
  private double update(int j, SymmetricMatrix.Moves moves) {
    double h = problem.diagonal(j);
    double old = x[j];
    double gradient = moves.at(j);
    double fresh = penalty.prox(j, gradient + h * old, h);
    double before = penalty.violation(j, old, gradient);
    if (fresh != old) {
      x[j] = fresh;
      moves.move(j, fresh - old);
    }
    return before;
  }
}
