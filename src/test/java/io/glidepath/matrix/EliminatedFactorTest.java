package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Elimination of columns that do not meet, and terms of rank one, against a dense factor. */
class EliminatedFactorTest {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int N = 620;
  private static final int DENSE = 3;
  private static final int GROUP = 40;

  /** Products of three numbers and two crossed categories, of 40 and many levels. */
  private static SparseSymmetric matrix(Random random) {
    double[][] full = new double[N][N];
    for (int r = 0; r < 3000; r++) {
      int[] at = new int[DENSE + 2];
      double[] x = new double[at.length];
      for (int k = 0; k < DENSE; k++) {
        at[k] = k;
        x[k] = random.nextGaussian();
      }
      at[DENSE] = DENSE + random.nextInt(GROUP);
      at[DENSE + 1] = DENSE + GROUP + random.nextInt(N - DENSE - GROUP);
      x[DENSE] = 1;
      x[DENSE + 1] = 1;
      for (int a = 0; a < at.length; a++) {
        for (int b = 0; b < at.length; b++) {
          full[at[a]][at[b]] += x[a] * x[b];
        }
      }
    }
    int[] starts = new int[N + 1];
    int[] rows = new int[N * N];
    double[] values = new double[N * N];
    int to = 0;
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        if (full[i][j] != 0) {
          rows[to] = i;
          values[to++] = full[i][j];
        }
      }
      starts[j + 1] = to;
    }
    return new SparseSymmetric(
        starts, Arrays.copyOf(rows, to), Arrays.copyOf(values, to), null, null, 0);
  }

  @Test
  void solvesAsADenseFactorDoes() {
    Random random = new Random(12);
    SparseSymmetric matrix = matrix(random);
    double[] ridge = random.doubles(N, 0.1, 1).toArray();
    compare(matrix, ridge, IntStream.range(0, N).toArray());
    compare(matrix, ridge, IntStream.range(0, N).filter(j -> j % 5 != 2).toArray());
    matrix.addRank(0.3, random.doubles(N, -1, 1).toArray());
    matrix.addRank(-0.001, random.doubles(N, -1, 1).toArray());
    compare(matrix, ridge, IntStream.range(0, N).filter(j -> j % 7 != 3).toArray());
  }

  private static void compare(SparseSymmetric matrix, double[] all, int[] chosen) {
    double[] ridge = Rows.pick(all, chosen);
    SymmetricFactor factor = matrix.factor(chosen, ridge, BLAS);
    assertThat(factor.worth()).isLessThan(chosen.length / 10);
    SymmetricFactor dense = DenseSymmetric.factor(matrix.block(chosen), ridge, BLAS);
    double[] found = new Random(2).doubles(2L * chosen.length, -1, 1).toArray();
    double[] expected = found.clone();
    factor.solve(2, found);
    dense.solve(2, expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteHasNone() {
    SparseSymmetric matrix = matrix(new Random(3));
    double[] ridge = new double[N];
    Arrays.fill(ridge, -5);
    assertThat(matrix.factor(IntStream.range(0, N).toArray(), ridge, BLAS)).isNull();
  }
}
