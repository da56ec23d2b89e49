package io.glidepath.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedPenaltyTest extends PenaltyContract {
  private static final double NONE = Double.POSITIVE_INFINITY;
  private static final double[] L1 = {0.3, 0.2, 0, 0, 0.3, 0};
  private static final double[] L2 = {0, 0.5, 0.4, 0, 0, 0};
  private static final double[] LOWER = {0, -0.7, -NONE, 0, -0.7, -0.7};
  private static final double[] UPPER = {NONE, 0.4, 0, NONE, NONE, 0.4};

  @Override
  Penalty penalty(int size) {
    double[] l1 = new double[size];
    double[] l2 = new double[size];
    Bounds bounds = Bounds.none(size);
    for (int j = 0; j < size; j++) {
      int kind = j % L1.length;
      l1[j] = L1[kind];
      l2[j] = L2[kind];
      bounds.lower()[j] = LOWER[kind] * (j < L1.length ? 1 : 0.1);
      bounds.upper()[j] = UPPER[kind] * (j < L1.length ? 1 : 0.1);
    }
    return bounds.within(new ElasticNet(l1, l2));
  }

  @Override
  int kinds() {
    return L1.length;
  }

  @Test
  void aCoordinateLeavesItsLimitOnlyInwards() {
    Penalty penalty = penalty(6);
    assertThat(penalty.prox(1, 1e300, 1)).isEqualTo(0.4);
    assertThat(penalty.smooth(1, 0.4)).isFalse();
    assertThat(penalty.end(1, 0.1, 1)).isEqualTo(0.4);
    assertThat(penalty.end(1, 0.1, -1)).isZero();
    assertThat(penalty.free(3, 0, -1)).isFalse();
    assertThat(penalty.free(3, 0, 1)).isTrue();
    assertThat(penalty.free(3, 2, 1)).isTrue();
    assertThat(penalty.fixed(1)).isFalse();
  }

  @Test
  void limitsOfNothingChangeNothing() {
    Penalty net = new ElasticNet(L1, L2);
    assertThat(Bounds.none(L1.length).within(net)).isSameAs(net);
    Bounds shut = new Bounds(new double[] {0}, new double[] {0});
    assertThat(shut.within(net).fixed(0)).isTrue();
    assertThat(shut.open(0, 1) || shut.open(0, -1)).isFalse();
  }

  @Test
  void otherUnitsKeepZeroAndInfinity() {
    Bounds bounds = new Bounds(new double[] {-NONE, 0, -2}, new double[] {0, NONE, 3});
    Bounds scaled = bounds.of(new int[] {2, 0, 1}, i -> i == 0 ? 2 : 0);
    assertThat(scaled.lower()).containsExactly(-4, -NONE, 0);
    assertThat(scaled.upper()).containsExactly(6, 0, NONE);
    assertThat(bounds.limits(0)).isTrue();
    assertThat(Bounds.none(1).limits(0)).isFalse();
  }
}
