package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class EntrySectionTest {
  @Test
  void aColumnThatLeavesAndComesBackHasTwoStretches() {
    assertThat(EntrySection.stretches(BitSet.valueOf(new long[] {0b1110_0100})))
        .containsExactly(2, 2, 5, 7);
    assertThat(EntrySection.stretches(BitSet.valueOf(new long[] {0b11}))).containsExactly(0, 1);
    assertThat(EntrySection.stretches(new BitSet())).isEmpty();
  }
}
