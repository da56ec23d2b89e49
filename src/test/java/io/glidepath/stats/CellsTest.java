package io.glidepath.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.matrix.Repeats;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
  /** Three folds, dealt twice; the second time fold 1 got no row. */
  private final Cells cells =
      new Cells(new int[] {0, 1, 2, 3, 5}, new double[] {1, 2, 3, 4, 2}, Repeats.of(3, 2));

  private static int[] training(Cells cells, HeldOut held) {
    return cells.training(held).toArray();
  }

  @Test
  void aModelTrainsOnTheOtherFoldsOfItsRepeat() {
    assertThat(training(cells, HeldOut.cell(1))).containsExactly(0, 2);
    assertThat(training(cells, HeldOut.cell(3))).containsExactly(4);
    assertThat(training(cells, HeldOut.cell(4))).containsExactly(3);
    assertThat(cells.trainingWeight(HeldOut.cell(1))).isEqualTo(4);
  }

  @Test
  void allRowsAreTheCellsOfTheFirstRepeat() {
    assertThat(training(cells, HeldOut.NOTHING)).containsExactly(0, 1, 2);
    assertThat(cells.trainingWeight(HeldOut.NOTHING)).isEqualTo(6);
  }

  @Test
  void cellsHaveAFoldAndARepeat() {
    assertThat(IntStream.range(0, 5).map(cells::fold)).containsExactly(0, 1, 2, 0, 2);
    assertThat(IntStream.range(0, 5).map(cells::repeat)).containsExactly(0, 0, 0, 1, 1);
    assertThat(cells.of(1)).containsExactly(3, 4);
    assertThat(cells.mean(new double[] {1, 1, 1, 2, 4})).isCloseTo(22 / 12.0, within(1e-15));
  }

  @Test
  void theyAreKnownByTheirFoldsAndRepeats() {
    Cells again =
        Cells.of(
            new int[] {0, 1, 2, 0, 2}, new int[] {0, 0, 0, 1, 1}, new double[] {1, 2, 3, 4, 2});
    assertThat(again.names()).isEqualTo(cells.names());
    assertThat(IntStream.range(0, 5).map(again::fold)).containsExactly(0, 1, 2, 0, 2);
    assertThat(again.repeats().count()).isEqualTo(2);
  }

  @Test
  void foldsInTimeTrainOnTheBlocksBeforeThem() {
    Cells forward =
        new Cells(new int[] {0, 1, 3, 4}, new double[] {1, 2, 3, 4}, Repeats.forward(4));
    assertThat(training(forward, HeldOut.cell(0))).containsExactly(3);
    assertThat(training(forward, HeldOut.cell(1))).containsExactly(0, 3);
    assertThat(training(forward, HeldOut.cell(2))).containsExactly(0, 1, 3);
    assertThat(training(forward, HeldOut.NOTHING)).containsExactly(0, 1, 2, 3);
    assertThat(forward.folds()).isEqualTo(3);
    assertThat(forward.heldOut().names()).containsExactly(0, 1, 3);
    assertThat(forward.heldOut().weights()).containsExactly(1, 2, 3);
    assertThat(cells.heldOut()).isSameAs(cells);
  }

  @Test
  void foldsOfRowsThatAreDealtOnceHaveAnyNames() {
    Cells once = Cells.of(new int[] {-7, 4}, new int[] {0, 0}, new double[] {1, 1});
    assertThat(once.names()).containsExactly(-7, 4);
    assertThat(once.fold(0)).isEqualTo(-7);
    assertThat(training(once, HeldOut.cell(0))).containsExactly(1);
    assertThat(Repeats.ONCE.cell(-7, 0)).isEqualTo(-7);
  }

  @Test
  void aCodeHoldsTheFoldsOfAllRepeats() {
    Repeats repeats = Repeats.of(10, 15);
    double code = 0;
    for (int r = 14; r >= 0; r--) {
      code = 10 * code + (r + 3) % 10;
    }
    for (int r = 0; r < 15; r++) {
      int cell = repeats.cell(code, r);
      assertThat(repeats.repeat(cell)).isEqualTo(r);
      assertThat(repeats.fold(cell)).isEqualTo((r + 3) % 10);
    }
  }

  @Test
  void noMoreRepeatsThanACodeHolds() {
    assertThat(Repeats.most(2)).isEqualTo(53);
    assertThat(Repeats.most(10)).isEqualTo(15);
    assertThat(Repeats.most(10_000)).isEqualTo(3);
    assertThat(Repeats.of(10, 15).count()).isEqualTo(15);
    assertThatThrownBy(() -> Repeats.of(10, 16)).hasMessageContaining("16 repeats of 10 folds");
  }
}
