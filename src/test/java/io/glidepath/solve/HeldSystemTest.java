package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.SymmetricFactor;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldSystemTest {
  private static final int N = 420;
  private static final int[] HELD = {0, 7, 150, 419};

  private final Blas blas = Blas.of(BlasChoice.AUTO);
  private final double[] matrix = matrix();

  private static double[] matrix() {
    Random random = new Random(5);
    double[] columns = random.doubles((long) N * 500, -1, 1).toArray();
    double[] matrix = new double[N * N];
    Blas.of(BlasChoice.AUTO).addCrossProduct(N, 500, columns, 500, matrix, N);
    return matrix;
  }

  private HeldSystem system() {
    return new HeldSystem(N, SymmetricFactor.of(N, matrix.clone(), blas), blas);
  }

  @Test
  void solvesAsIfWhatIsHeldWereNotThere() {
    int[] rest =
        IntStream.range(0, N).filter(j -> IntStream.of(HELD).noneMatch(h -> h == j)).toArray();
    double[] smaller = new double[rest.length * rest.length];
    for (int k = 0; k < rest.length; k++) {
      for (int j = 0; j <= k; j++) {
        smaller[k * rest.length + j] = matrix[rest[k] * N + rest[j]];
      }
    }
    assertThat(blas.factorize(rest.length, smaller)).isTrue();
    double[] gradient = new Random(6).doubles(N, -1, 1).toArray();
    double[] expected = IntStream.of(rest).mapToDouble(j -> gradient[j]).toArray();
    blas.solveFactorized(rest.length, smaller, expected);

    HeldSystem system = system();
    assertThat(system.hold(new int[] {7})).isTrue();
    assertThat(system.hold(HELD)).isTrue();
    system.release(gradient);
    system.solve(gradient, 0);

    for (int i = 0; i < rest.length; i++) {
      assertThat(gradient[rest[i]]).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(IntStream.of(HELD).mapToDouble(j -> gradient[j])).containsOnly(0.0);
  }

  @Test
  void manyAreNotHeld() {
    assertThat(system().hold(IntStream.range(0, N / 5).toArray())).isFalse();
  }
}
