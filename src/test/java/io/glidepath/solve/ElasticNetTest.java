package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElasticNetTest extends PenaltyContract {
  private static final double[] L1 = {0.3, 0.2, 0, 0};
  private static final double[] L2 = {0, 0.5, 0.4, 0};

  @Override
  Penalty penalty(int size) {
    double[] l1 = new double[size];
    double[] l2 = new double[size];
    for (int j = 0; j < size; j++) {
      l1[j] = j < L1.length ? L1[j] : 0.3;
      l2[j] = j < L2.length ? L2[j] : 0.1;
    }
    return new ElasticNet(l1, l2);
  }

  @Override
  int kinds() {
    return L1.length;
  }

  @Test
  void aFixedCoordinateIsZeroAndNeverViolated() {
    ElasticNet fixed = ElasticNet.fixing(3, j -> j == 1);
    assertThat(fixed.fixed(1)).isTrue();
    assertThat(fixed.free(1, 0, 1)).isFalse();
    assertThat(fixed.prox(1, 1e300, 1)).isZero();
    assertThat(fixed.violation(1, 0, 1e300)).isZero();
    assertThat(fixed.smooth(1, 0)).isFalse();
    assertThat(fixed.dualScale(1, 1e300)).isOne();
    assertThat(fixed.free(0, 0, 1)).isTrue();
    assertThat(fixed.fixed(0)).isFalse();
  }
}
