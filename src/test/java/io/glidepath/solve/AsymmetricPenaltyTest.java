package io.glidepath.solve;

import java.util.Arrays;

/** A penalty that only this test knows: slopes of its own to either side of 0, and a curvature. */
class AsymmetricPenaltyTest extends PenaltyContract {

  /** P_j(x) = up max(x, 0) + down max(-x, 0) + l2 x^2 / 2. */
  @Override
  Penalty penalty(int size) {
    double[] l1 = new double[size];
    double[] l2 = new double[size];
    Arrays.fill(l1, 0.5);
    Arrays.fill(l2, 0.2);
    return new Asymmetric(l1, l2);
  }

  @Override
  int kinds() {
    return 1;
  }
}
