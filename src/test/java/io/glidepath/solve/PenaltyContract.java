package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.DenseSymmetric;
import io.glidepath.matrix.GatheredRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every penalty promises its solvers and certificates, checked by its values alone. */
abstract class PenaltyContract {
  private static final int SIZE = 40;
  private static final double[] POINTS = {-3, -0.7, -1e-6, 0, 1e-6, 0.4, 2.5};
  private static final double[] SLOPES = {-4, -1, -0.3, 0, 0.2, 0.9, 3};
  private static final double STEP = 1e-7;

  /** Of some coordinates, the first ones of different kinds; none of them fixed. */
  abstract Penalty penalty(int size);

  /** How many kinds of coordinates there are. */
  abstract int kinds();

  private double value(int j, double x) {
    double[] point = new double[SIZE];
    point[j] = x;
    return penalty(SIZE).value(point);
  }

  /** Those of some points that the penalty allows coordinate j. */
  private double[] allowed(int j, double... points) {
    return Arrays.stream(points).filter(x -> value(j, x) < Double.POSITIVE_INFINITY).toArray();
  }

  @Test
  void isConvexAndLeastAtZero() {
    for (int j = 0; j < kinds(); j++) {
      assertThat(value(j, 0)).isZero();
      for (double x : POINTS) {
        assertThat(value(j, x)).isNotNegative();
        assertThat(value(j, x)).isLessThanOrEqualTo((value(j, x - 1) + value(j, x + 1)) / 2);
      }
    }
  }

  @Test
  void theProxIsTheMinimumAndOptimal() {
    for (int j = 0; j < kinds(); j++) {
      for (double u : SLOPES) {
        double h = 0.8;
        double t = penalty(SIZE).prox(j, u, h);
        double least = h * t * t / 2 - u * t + value(j, t);
        for (double x : POINTS) {
          assertThat(h * x * x / 2 - u * x + value(j, x)).isGreaterThanOrEqualTo(least - 1e-15);
        }
        assertThat(penalty(SIZE).violation(j, t, u - h * t)).isCloseTo(0, within(1e-14));
      }
    }
  }

  @Test
  void theViolationIsTheSteepestWayDown() {
    Penalty penalty = penalty(SIZE);
    for (int j = 0; j < kinds(); j++) {
      for (double x : allowed(j, POINTS)) {
        for (double q : SLOPES) {
          double up = penalty.derivative(j, x, 1) - q;
          double down = penalty.derivative(j, x, -1) + q;
          assertThat(penalty.violation(j, x, q))
              .isCloseTo(Math.max(0, -Math.min(up, down)), within(1e-14));
          if (penalty.free(j, x, q)) {
            assertThat(penalty.violation(j, x, q)).isEqualTo(Math.abs(q));
          }
        }
      }
    }
  }

  @Test
  void derivativesAndPiecesAreThoseOfTheValue() {
    Penalty penalty = penalty(SIZE);
    for (int j = 0; j < kinds(); j++) {
      for (double x : allowed(j, -3, -0.7, 0, 0.4, 2.5)) {
        for (double d : new double[] {-1, 1}) {
          double slope = (value(j, x + STEP * d) - value(j, x)) / STEP;
          if (Double.isInfinite(slope)) {
            assertThat(penalty.derivative(j, x, d)).isEqualTo(slope);
          } else {
            assertThat(penalty.derivative(j, x, d)).isCloseTo(slope, within(1e-6));
          }
          if (penalty.smooth(j, x)) {
            double far = Math.min(1, Math.abs(penalty.end(j, x, d) - x));
            double piece =
                value(j, x)
                    - penalty.descent(j, x, 0) * d * far
                    + penalty.curvature(j, x) * far * far / 2;
            assertThat(value(j, x + d * far)).isCloseTo(piece, within(1e-14));
          }
        }
      }
    }
  }

  @Test
  void whatItHoldsAtZeroIsWhatItNeedsNoMoreFor() {
    Penalty penalty = penalty(SIZE);
    for (int j = 0; j < kinds(); j++) {
      for (double q : SLOPES) {
        assertThat(penalty.needed(j, q) <= 1).isEqualTo(penalty.violation(j, 0, q) == 0);
      }
    }
  }

  @Test
  void theConjugateBoundsAndTouches() {
    Penalty penalty = penalty(SIZE);
    for (int j = 0; j < kinds(); j++) {
      for (double slope : SLOPES) {
        double c = slope * penalty.dualScale(j, slope);
        for (double x : allowed(j, POINTS)) {
          assertThat(penalty.gap(j, x, c)).isGreaterThanOrEqualTo(-1e-15);
        }
      }
      for (double x : allowed(j, POINTS)) {
        if (x != 0) {
          double inwards = -Math.signum(x);
          double c = penalty.derivative(j, x, inwards) * inwards;
          assertThat(penalty.gap(j, x, c)).isCloseTo(0, within(1e-14));
        }
      }
    }
  }

  /** Three models of the same columns, each of its own rows, with room for one more. */
  @Test
  void modelsSideBySideAreSolved() {
    int n = 60;
    int m = 4;
    Random random = new Random(5);
    Block block = new Block(0, SIZE, n);
    for (int r = 0; r < n; r++) {
      for (int j = 0; j < SIZE; j++) {
        block.x().writer().set(r, j, random.nextInt(3) == 0 ? random.nextGaussian() : 0.5);
      }
    }
    block.x().writer().rows(n);
    GatheredRows rows = GatheredRows.like(block.x());
    rows.add(block);
    double[] z = random.doubles((long) n * m, -1, 1).toArray();
    double[] w = random.doubles((long) n * m).map(v -> v / n).toArray();
    Arrays.setAll(w, i -> i % m == 3 || i % (m * 5) == 2 ? 0 : w[i]); // some rows are not in
    Penalty penalty = penalty(SIZE);
    Penalty[] penalties = {penalty, new ChosenPenalty(penalty, identity()), penalty};
    int[] columns = IntStream.range(1, SIZE).toArray();
    double[] needed = {1e-10, 1e-11, 1e-9};
    for (boolean intercept : new boolean[] {true, false}) {
      double[] e = new double[n * m];
      Arrays.setAll(e, i -> w[i] * z[i]);
      double[] b = new double[SIZE * m];
      new LaneDescent(
              GatheredRows.columns(List.of(rows), intercept),
              penalties.length,
              m,
              intercept,
              Blas.of(BlasChoice.AUTO))
          .solve(columns, penalties, w, e, b, needed);
      for (int k = 0; k < penalties.length; k++) {
        double shift = shift(block, z, w, b, m, k, intercept);
        for (int j = 0; j < SIZE; j++) {
          double q = 0;
          for (int r = 0; r < n; r++) {
            double left = z[r * m + k] - predicted(block, r, b, m, k) - shift;
            q += w[r * m + k] * left * block.x().value(r, j);
          }
          if (j == 0) {
            assertThat(b[k]).isZero();
          } else {
            assertThat(penalty.violation(j, b[j * m + k], q)).isLessThan(100 * needed[k]);
          }
        }
      }
    }
  }

  private static int[] identity() {
    return IntStream.range(0, SIZE).toArray();
  }

  private static double predicted(Block block, int r, double[] b, int m, int k) {
    double sum = 0;
    for (int j = 0; j < SIZE; j++) {
      sum += block.x().value(r, j) * b[j * m + k];
    }
    return sum;
  }

  /** The best intercept. */
  private static double shift(
      Block block, double[] z, double[] w, double[] b, int m, int k, boolean intercept) {
    double sum = 0;
    double total = 0;
    for (int r = 0; r < block.rows(); r++) {
      sum += w[r * m + k] * (z[r * m + k] - predicted(block, r, b, m, k));
      total += w[r * m + k];
    }
    return intercept ? sum / total : 0;
  }

  @Test
  void problemsAreSolvedAndCertified() {
    // fewer rows than unknowns: some of them depend on each other
    assertThat(solvedAndCertified(25, SIZE)).contains(0.0);
  }

  /** So many, and so independent, that sweeps are the faster way. */
  @Test
  void manyColumnsThatHardlyDependOnEachOtherAsWell() {
    solvedAndCertified(4000, 500);
  }

  private double[] solvedAndCertified(int rows, int size) {
    Random random = new Random(7);
    double[][] z = new double[rows][size];
    double[] y = random.doubles(rows, -1, 1).toArray();
    double[] gram = new double[size * size];
    double[] linear = new double[size];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < size; j++) {
        z[i][j] = random.nextGaussian();
        linear[j] += z[i][j] * y[i] / rows;
      }
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          gram[j * size + k] += z[i][j] * z[i][k] / rows;
        }
      }
    }
    double energy = 0;
    for (double v : y) {
      energy += v * v / rows;
    }
    QuadraticProblem problem = new QuadraticProblem(new DenseSymmetric(size, gram), linear);
    Blas blas = Blas.of(BlasChoice.AUTO);
    double[] x = new double[size];
    new QuadraticSolver(problem, blas).solve(penalty(size), x, 1e-12);
    Certificate certificate = Certificate.of(problem, penalty(size), x, energy, blas);
    assertThat(certificate.violation()).isLessThan(1e-12);
    assertThat(certificate.gap()).isBetween(0.0, 1e-9);
    return x;
  }
}
