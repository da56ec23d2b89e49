package io.glidepath.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FiniteTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void finiteIsFoundAtEveryPosition() {
    for (int n = 0; n < 12; n++) {
      double[] values = new double[n];
      Arrays.fill(values, -Double.MAX_VALUE);
      assertThat(Finite.all(values, 0, n)).isTrue();
      for (int i = 0; i < n; i++) {
        for (double bad : new double[] {NAN, INF, -INF}) {
          values[i] = bad;
          assertThat(Finite.all(values, 0, n)).isFalse();
          assertThat(Finite.all(values, i + 1, n)).isTrue();
        }
        values[i] = Double.MIN_VALUE;
      }
    }
  }
}
