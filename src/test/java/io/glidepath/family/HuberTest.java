package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HuberTest extends FamilyContract {
  private static final double[] LABELS = {-200, -3, 0, 0.5, 1e6};

  HuberTest() {
    super(new Huber(), LABELS, new double[0]);
  }

  @Override
  boolean exactCurvature() {
    return false;
  }

  @Nested
  class OfLargeLabels extends FamilyContract {
    OfLargeLabels() {
      super(new Huber(150), LABELS, new double[0]);
    }

    @Override
    boolean exactCurvature() {
      return false;
    }
  }

  @Test
  void theLossIsSquaredNearAndAbsoluteFar() {
    double[] eta = {2, 3, 5, -5};
    new Huber(2).losses(new double[] {1, 1, 1, 1}, eta, 0, 4);
    assertThat(eta).containsExactly(0.5, 2, 6, 10);
  }

  @Test
  void deltasThatAreNotPositiveAreRefused() {
    for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Huber(delta))
          .hasMessage("huber-delta is " + delta + "; allowed: a number above 0");
    }
  }
}
