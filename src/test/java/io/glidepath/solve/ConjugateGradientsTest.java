package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.DenseSymmetric;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a system can do with a factor, products do as well. */
class ConjugateGradientsTest {
  private static final int N = 40;

  private static double[] gram(Random random) {
    double[] gram = new double[N * N];
    for (int r = 0; r < 3 * N; r++) {
      double[] row = random.doubles(N).map(v -> v - 0.4).toArray();
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          gram[i * N + j] += row[i] * row[j];
        }
      }
    }
    return gram;
  }

  @Test
  void solvesForTheActiveUnknownsThatAreNotHeld() {
    Random random = new Random(3);
    DenseSymmetric matrix = new DenseSymmetric(N, gram(random));
    int[] active = {1, 2, 5, 8, 13, 21, 34, 39};
    double[] ridge = {0.1, 0, 0, 0.3, 0, 0, 2, 0};
    ConjugateGradients system = new ConjugateGradients(matrix.part(active), ridge);
    assertThat(system.hold(new int[] {2, 6})).isTrue();
    double[] g = random.doubles(active.length).toArray();
    double[] d = g.clone();
    system.solve(d, 1e-9);
    for (int a = 0; a < active.length; a++) {
      if (a == 2 || a == 6) {
        assertThat(d[a]).isZero();
        continue;
      }
      double product = ridge[a] * d[a];
      for (int b = 0; b < active.length; b++) {
        product += matrix.elements()[active[a] * N + active[b]] * d[b];
      }
      assertThat(product).isCloseTo(g[a], within(1e-8));
    }
    system.release(g);
    assertThat(g[2]).isZero();
    assertThat(g[3]).isPositive();
  }

  @Test
  void aFlatDirectionIsLeftWhereItIs() {
    DenseSymmetric nothing = new DenseSymmetric(2, new double[4]);
    double[] g = {1, -1};
    new ConjugateGradients(nothing, new double[2]).solve(g, 0);
    assertThat(g).containsExactly(0, 0);
  }
}
