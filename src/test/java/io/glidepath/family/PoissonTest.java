package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoissonTest extends FamilyContract {
  PoissonTest() {
    super(new Poisson(), new double[] {0, 0.5, 1, 3, 1e6}, new double[] {-1, -1e-9, Double.NaN});
  }

  @Test
  void degenerateMeansAreKnown() {
    assertThat(new Poisson().degenerate(0)).isTrue();
    assertThat(new Poisson().degenerate(1e-9)).isFalse();
  }
}
