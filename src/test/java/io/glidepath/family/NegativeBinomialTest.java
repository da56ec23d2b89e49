package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NegativeBinomialTest extends FamilyContract {
  private static final double[] LABELS = {0, 1, 3, 20, 1e6};
  private static final double[] REFUSED = {-1, 0.5, 1e6 + 0.25, Double.NaN};

  NegativeBinomialTest() {
    super(new NegativeBinomial(), LABELS, REFUSED);
  }

  @Nested
  class MuchScatter extends FamilyContract {
    MuchScatter() {
      super(new NegativeBinomial(0.05), LABELS, REFUSED);
    }
  }

  @Nested
  class HardlyMoreThanPoisson extends FamilyContract {
    HardlyMoreThanPoisson() {
      super(new NegativeBinomial(1e6), LABELS, REFUSED);
    }
  }

  private static double loss(double theta, double y, double mu) {
    double[] eta = {Math.log(mu)};
    new NegativeBinomial(theta).losses(new double[] {y}, eta, 0, 1);
    return eta[0];
  }

  /** y log(y / mu) - (y + theta) log((y + theta) / (mu + theta)) with y = 3, mu = 2, theta = 4. */
  @Test
  void theLossIsHalfTheUnitDeviance() {
    double expected = 3 * Math.log(1.5) - 7 * Math.log(7.0 / 6);
    assertThat(loss(4, 3, 2)).isCloseTo(expected, within(1e-15));
    assertThat(loss(4, 0, 2)).isCloseTo(4 * Math.log(1.5), within(1e-15));
  }

  @Test
  void aLargeThetaIsPoisson() {
    double[] eta = {Math.log(2)};
    new Poisson().losses(new double[] {3}, eta, 0, 1);
    assertThat(loss(1e12, 3, 2)).isCloseTo(eta[0], within(1e-11));
  }

  @Test
  void thetasThatAreNotPositiveAreRefused() {
    for (double theta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new NegativeBinomial(theta))
          .hasMessage("theta is " + theta + "; allowed: a number above 0");
    }
  }
}
