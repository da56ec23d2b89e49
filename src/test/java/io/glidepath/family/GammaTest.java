package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GammaTest extends FamilyContract {
  GammaTest() {
    super(new Gamma(), new double[] {1e-6, 0.5, 1, 3, 1e6}, new double[] {-1, 0, -0.0, Double.NaN});
  }

  /** y = 3, mu = 2: 3/2 - 1 - log(3/2). */
  @Test
  void theLossIsHalfTheUnitDeviance() {
    double[] eta = {Math.log(2)};
    new Gamma().losses(new double[] {3}, eta, 0, 1);
    assertThat(eta[0]).isCloseTo(0.0945348918918356, within(1e-15));
  }

  @Test
  void degenerateMeansAreKnown() {
    assertThat(new Gamma().degenerate(0)).isTrue();
    assertThat(new Gamma().degenerate(1e-9)).isFalse();
  }
}
