package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void coresWithoutARowGroupGetASliceOfOne() {
    assertThat(Spread.copies(List.of(336_776L), 8, 20)).isEqualTo(8);
    assertThat(Spread.copies(List.of(200_000L, 100_000L, 5L), 8, 20)).isEqualTo(3);
    assertThat(Spread.copies(List.of(200_000L, 100_000L), 2, 20)).isEqualTo(1);
    assertThat(Spread.copies(List.of(336_776L), 1, 20)).isEqualTo(1);
    assertThat(Spread.copies(List.of(), 8, 20)).isEqualTo(1);
  }

  @Test
  void littleWorkIsNotSpread() {
    assertThat(Spread.copies(List.of(20_000L), 8, 20)).isEqualTo(1);
    // wide, but of too few stretches for so many cores
    assertThat(Spread.copies(List.of(20_000L), 8, 2000)).isEqualTo(1);
    assertThat(Spread.copies(List.of(20_000L), 2, 2000)).isEqualTo(2);
  }

  @Test
  void everyRowIsInOneSlice() {
    for (int count : new int[] {1, 2, 3, 7}) {
      for (long row = 0; row < 20 * Slice.STRETCH; row += 13) {
        int owners = 0;
        for (int index = 0; index < count; index++) {
          Slice slice = new Slice(index, count);
          owners += slice.has(row) ? 1 : 0;
          assertThat(slice.has(Math.min(slice.end(row), row + Slice.STRETCH) - 1))
              .isEqualTo(slice.has(row));
        }
        assertThat(owners).isEqualTo(1);
      }
    }
    Spread spread = new Spread(3, 4);
    assertThat(spread.tasks()).isEqualTo(12);
    assertThat(spread.slice(7)).isEqualTo(new Slice(2, 4));
  }
}
