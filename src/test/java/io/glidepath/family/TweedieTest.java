package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TweedieTest extends FamilyContract {
  private static final double[] LABELS = {0, 1e-6, 0.5, 1, 3, 1e6};
  private static final double[] REFUSED = {-1, -1e-9, Double.NaN};

  TweedieTest() {
    super(new Tweedie(), LABELS, REFUSED);
  }

  @Nested
  class NearCounts extends FamilyContract {
    NearCounts() {
      super(new Tweedie(1.1), LABELS, REFUSED);
    }
  }

  @Nested
  class NearGamma extends FamilyContract {
    NearGamma() {
      super(new Tweedie(1.9), LABELS, REFUSED);
    }
  }

  private static double loss(double power, double y, double mu) {
    double[] eta = {Math.log(mu)};
    new Tweedie(power).losses(new double[] {y}, eta, 0, 1);
    return eta[0];
  }

  /** With q = 1.5 the formula is 2 (sqrt y - sqrt mu)^2 / sqrt mu; for y = 0, 2 sqrt mu. */
  @Test
  void theLossIsHalfTheUnitDeviance() {
    double root = Math.sqrt(3) - Math.sqrt(2);
    assertThat(loss(1.5, 3, 2)).isCloseTo(2 * root * root / Math.sqrt(2), within(1e-14));
    assertThat(loss(1.5, 0, 2)).isCloseTo(2 * Math.sqrt(2), within(1e-14));
  }

  @Test
  void itsEndsAreCountsAndGamma() {
    double[] eta = {Math.log(2), Math.log(2)};
    new Poisson().losses(new double[] {3}, eta, 0, 1);
    new Gamma().losses(new double[] {3}, eta, 1, 1);
    assertThat(loss(1 + 1e-6, 3, 2)).isCloseTo(eta[0], within(1e-6));
    assertThat(loss(2 - 1e-6, 3, 2)).isCloseTo(eta[1], within(1e-6));
  }

  @Test
  void powersOutsideAreRefused() {
    for (double power : new double[] {1, 2, 0, 3, Double.NaN}) {
      assertThatThrownBy(() -> new Tweedie(power))
          .hasMessage("power is " + power + "; allowed: a number between 1 and 2, both left out");
    }
  }
}
