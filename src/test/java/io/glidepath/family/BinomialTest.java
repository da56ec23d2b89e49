package io.glidepath.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinomialTest extends FamilyContract {
  BinomialTest() {
    super(new Binomial(), new double[] {0, 1}, new double[] {-1, 0.5, 2, Double.NaN});
  }

  @Test
  void degenerateMeansAreKnown() {
    assertThat(new Binomial().degenerate(0)).isTrue();
    assertThat(new Binomial().degenerate(1)).isTrue();
    assertThat(new Binomial().degenerate(1e-9)).isFalse();
  }
}
