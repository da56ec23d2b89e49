package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.matrix.Repeats;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class MapPassTest {
  private static final int STRETCHES = 40;
  private static final int STRETCH = 1000;

  private final Input a = new Input(0, "a", Role.FEATURE, DataTypes.DoubleType, 0, 1);
  private final Input y = new Input(1, "y", Role.LABEL, DataTypes.DoubleType, -1, 0);
  private final Inputs inputs =
      new Inputs(List.of(a), y, null, null, null, Repeats.ONCE, RowShape.dense(1));
  private int advances;

  private Iterator<Integer> rows(int stretches) {
    return new MapPass<>(block -> block.rows())
        .over(
            0,
            inputs,
            buffers ->
                () -> {
                  if (advances == stretches) {
                    return false;
                  }
                  advances++;
                  for (int i = 0; i < STRETCH; i++) {
                    FoldBuffer buffer = buffers.of(0, 0);
                    buffer.addRow();
                    if (buffer.isFull()) {
                      buffers.makeRoom(buffer);
                    }
                  }
                  return true;
                });
  }

  @Test
  void readsNoFurtherThanAsked() {
    Iterator<Integer> blocks = rows(STRETCHES);
    assertThat(advances).isZero();
    int first = blocks.next();
    assertThat(advances * STRETCH).isBetween(first, first + STRETCH);
    int sum = first;
    while (blocks.hasNext()) {
      sum += blocks.next();
    }
    assertThat(sum).isEqualTo(STRETCHES * STRETCH);
    assertThatThrownBy(blocks::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void noRowsGiveNoBlocks() {
    assertThat(rows(0).hasNext()).isFalse();
  }
}
