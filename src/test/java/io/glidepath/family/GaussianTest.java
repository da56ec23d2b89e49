package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaussianTest extends FamilyContract {
  GaussianTest() {
    super(new Gaussian(), new double[] {-3, 0, 0.5, 1e6}, new double[0]);
  }

  @Test
  void degenerateMeansAreKnown() {
    for (double mean : new double[] {-1, 0, 1}) {
      assertThat(new Gaussian().degenerate(mean)).isFalse();
    }
  }
}
