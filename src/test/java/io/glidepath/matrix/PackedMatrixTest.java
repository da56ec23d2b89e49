package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedMatrixTest {

  private static double[] symmetric(int n) {
    Random random = new Random(n);
    double[] matrix = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j <= k; j++) {
        matrix[k * n + j] = random.nextGaussian();
        matrix[j * n + k] = matrix[k * n + j];
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 70})
  void whatIsPackedIsUnpacked(int n) {
    double[] matrix = symmetric(n);

    assertThat(PackedMatrix.upperTriangle(n, matrix).full()).containsExactly(matrix);
  }

  @Test
  void someRowsAndColumnsAreThoseOfTheWhole() {
    int n = 40;
    double[] matrix = symmetric(n);
    int[] chosen = {0, 3, 17, 39};
    PackedMatrix some = new PackedMatrix(4);

    some.addChosen(2, PackedMatrix.upperTriangle(n, matrix), chosen);

    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        assertThat(some.full()[a * 4 + b]).isEqualTo(2 * matrix[chosen[a] * n + chosen[b]]);
      }
    }
  }

  @Test
  void theQuadraticFormIsThatOfTheMatrix() {
    int n = 20;
    double[] matrix = symmetric(n);
    double[] d = new Random(1).doubles(n, -1, 1).toArray();
    d[4] = 0;
    double expected = 0;
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        expected += d[j] * matrix[j * n + k] * d[k];
      }
    }

    assertThat(PackedMatrix.upperTriangle(n, matrix).quadratic(d))
        .isCloseTo(expected, within(1e-12));
  }
}
