package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupFoldsTest {
  private static long[] dealt(long[] weights, int count) {
    GroupFolds folds = GroupFolds.dealt(weights, count, "shop");
    long[] sums = new long[count];
    for (int bin = 0; bin < weights.length; bin++) {
      sums[folds.fold(bin)] += weights[bin];
    }
    return sums;
  }

  /** Many groups, a few of them as large as thousands of others. */
  @Test
  void foldsWeighTheSameButForALightGroup() {
    Random random = new Random(3);
    long[] weights = new long[1 << 12];
    Arrays.setAll(weights, i -> i % 3 == 0 ? 0 : (long) Math.exp(8 * random.nextDouble()));
    long[] sums = dealt(weights, 7);
    assertThat(Arrays.stream(sums).max().orElseThrow() - Arrays.stream(sums).min().orElseThrow())
        .isLessThanOrEqualTo(4);
  }

  @Test
  void equalGroupsAreDealtInTurn() {
    long[] weights = new long[64];
    Arrays.fill(weights, 5);
    assertThat(dealt(weights, 8)).containsOnly(40);
  }

  @Test
  void aFoldNeedsAGroup() {
    long[] weights = {0, 3, 0, 9, 1};
    assertThat(dealt(weights, 3)).containsExactlyInAnyOrder(9, 3, 1);
    assertThatThrownBy(() -> dealt(weights, 4))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("folds.count = 4, but 'shop' (folds.group) has only 3 groups")
        .hasMessageContaining("allowed: 2 to 3, or 0");
  }
}
