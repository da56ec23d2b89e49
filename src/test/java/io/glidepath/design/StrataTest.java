package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrataTest {
  private static final long SEED = 20260105;
  private static final int BINS = 1000;

  private static long[][] sizes(long[][] rows, int folds) {
    Strata strata = Strata.of(rows, folds);
    long[][] sizes = new long[rows.length][folds];
    for (int stratum = 0; stratum < rows.length; stratum++) {
      for (int bin = 0; bin < rows[stratum].length; bin++) {
        sizes[stratum][strata.fold(stratum, bin)] += rows[stratum][bin];
      }
    }
    return sizes;
  }

  /** So many rows in bins of one row each. */
  private static long[] alone(long total, Random random) {
    long[] rows = new long[BINS];
    for (long placed = 0; placed < total; ) {
      int bin = random.nextInt(BINS);
      placed += 1 - rows[bin];
      rows[bin] = 1;
    }
    return rows;
  }

  @Test
  void everyClassAndTheWholeAreCutEvenly() {
    for (int round = 0; round < 200; round++) {
      Random random = new Random(SEED + round);
      int folds = 2 + random.nextInt(12);
      long[][] rows = {alone(random.nextInt(600), random), alone(random.nextInt(40), random)};
      long[][] sizes = sizes(rows, folds);
      long[] both = new long[folds];
      Arrays.setAll(both, k -> sizes[0][k] + sizes[1][k]);
      for (long[] each : new long[][] {sizes[0], sizes[1], both}) {
        long most = Arrays.stream(each).max().orElseThrow();
        long least = Arrays.stream(each).min().orElseThrow();
        assertThat(most - least).as("seed " + (SEED + round)).isLessThanOrEqualTo(1);
      }
      assertThat(Arrays.stream(both).sum())
          .isEqualTo(Arrays.stream(rows[0]).sum() + Arrays.stream(rows[1]).sum());
    }
  }

  @Test
  void aFullBinIsNotCutAndShiftsNoOtherEnd() {
    long[] rows = {1, 1, 1, 5, 1, 1, 1, 1};
    // equal shares of 12 end at 4 and 8: 3 is nearer to 4 than 8 is, and 8 is met
    assertThat(sizes(new long[][] {rows, new long[8]}, 3)[0]).containsExactly(3, 5, 4);
    assertThat(sizes(new long[][] {{0, 9, 0}, {0, 0, 0}}, 2)[0]).containsExactly(9, 0);
  }

  @Test
  void aClassWithFewerRowsThanFoldsIsMissingInSome() {
    long[][] sizes = sizes(new long[][] {{1, 1, 1, 1}, {1, 0, 0, 1}}, 5);
    assertThat(sizes[0]).containsExactly(1, 1, 1, 1, 0);
    assertThat(sizes[1]).containsExactly(1, 0, 0, 0, 1);
    assertThat(sizes(new long[][] {{0, 0}, {0, 0}}, 3)[1]).containsExactly(0, 0, 0);
    assertThat(sizes(new long[][] {{2, 3}, {1, 1}}, 1)[0]).containsExactly(5);
  }
}
