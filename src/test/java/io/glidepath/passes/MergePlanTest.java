package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergePlanTest {
  private static final long MIB = 1L << 20;

  @Test
  void fewSmallSumsGoToTheDriver() {
    assertThat(MergePlan.of(32, 8 * MIB)).isEqualTo(new MergePlan(false, 32, false));
    assertThat(MergePlan.of(1, 0).onExecutors()).isFalse();
  }

  @Test
  void manySumsAreMergedInGroupsFirst() {
    assertThat(MergePlan.of(33, 1)).isEqualTo(new MergePlan(true, 6, false));
    assertThat(MergePlan.of(10_000, MIB)).isEqualTo(new MergePlan(true, 100, false));
  }

  @Test
  void largeSumsLeaveFewerGroups() {
    assertThat(MergePlan.of(32, 9 * MIB)).isEqualTo(new MergePlan(true, 6, false));
    assertThat(MergePlan.of(400, 60 * MIB)).isEqualTo(new MergePlan(true, 4, false));
    assertThat(MergePlan.of(2, 300 * MIB)).isEqualTo(new MergePlan(true, 1, true));
  }

  /** Neighbours share a group, and no group is empty. */
  @Test
  void groupsAreStretchesOfPartitions() {
    Part last = Part.of(3, 0).inGroup(6, 33);
    int groups = 1;
    for (int partition = 1; partition < 33; partition++) {
      Part next = Part.of(3, partition).inGroup(6, 33);
      assertThat(next).isGreaterThan(last);
      groups += next.joins(last) ? 0 : 1;
      last = next;
    }
    assertThat(groups).isEqualTo(6);
  }
}
