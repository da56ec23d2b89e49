package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparseCoefficientsTest {
  @Test
  void printsColumnsWithTheirCoefficients() {
    SparseCoefficients some =
        SparseCoefficients.of(new double[] {0, 0.5, -2}, new double[] {0, 1, -1});
    assertThat(some).hasToString("{1: 0.5, 2: -2.0}");
    assertThat(SparseCoefficients.of(new double[2], new double[2])).hasToString("{}");
  }
}
