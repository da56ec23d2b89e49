package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import org.junit.jupiter.api.Test;

class ExtrapolationTest {
  private static final double[] RATES = {0.99, 0.9, 0.5, 0};
  private static final double[] LIMIT = {3, -1, 0.5, 0};

  /** Each coordinate comes nearer to its limit by a factor of its own. */
  private static double[] after(int steps) {
    double[] x = new double[RATES.length];
    for (int j = 0; j < x.length; j++) {
      x[j] = LIMIT[j] * (1 - Math.pow(RATES[j], steps));
    }
    return x;
  }

  private static double[] gradient(double[] x) {
    double[] q = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      q[j] = 2 * (LIMIT[j] - x[j]);
    }
    return q;
  }

  @Test
  void goesWhereSlowStepsLead() {
    Extrapolation leading = new Extrapolation(4, Blas.of(BlasChoice.AUTO));
    for (int step = 0; step <= 4; step++) {
      assertThat(leading.full()).isFalse();
      leading.add(after(step), gradient(after(step)));
    }
    double[] x = after(4);
    double[] q = gradient(x);
    assertThat(leading.full()).isTrue();
    assertThat(leading.take(x, q)).isTrue();
    assertThat(x).containsExactly(LIMIT, within(0.02)); // of the slowest way, 4 % were made
    assertThat(q).containsExactly(gradient(x), within(1e-9));
    assertThat(x[3]).isZero();
  }

  @Test
  void pointsThatStandStillLeadNowhere() {
    Extrapolation leading = new Extrapolation(2, Blas.of(BlasChoice.AUTO));
    for (int step = 0; step <= 2; step++) {
      leading.add(LIMIT, RATES);
    }
    double[] x = {1, 2, 3, 4};
    assertThat(leading.take(x, x.clone())).isFalse();
    assertThat(x).containsExactly(1, 2, 3, 4);
  }
}
