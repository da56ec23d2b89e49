package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class BlockCheckTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Input a = new Input(0, "a", Role.FEATURE, DataTypes.DoubleType, 0, 1);
  private final Input v = new Input(1, "v", Role.VECTOR, DataTypes.DoubleType, 1, 2);
  private final Input y = new Input(2, "y", Role.LABEL, DataTypes.DoubleType, -1, 0);
  private final Input w = new Input(3, "w", Role.WEIGHT, DataTypes.DoubleType, -1, 0);
  private final Inputs inputs =
      new Inputs(List.of(a, v), y, w, null, null, Repeats.ONCE, RowShape.dense(3));
  private final RowTally tally = new RowTally();

  @Test
  void aCleanBlockStaysAsItIs() {
    Block block = block(new double[][] {{1, 2, 3, 4, 5}, {-6, 0, 1e308, 9, 1e-300}});
    new BlockCheck(inputs, tally).dropBadRows(block, false);
    assertThat(block.rows()).isEqualTo(2);
    assertThat(block.labels()).startsWith(4, 9);
    assertThat(tally.missing("a") + tally.infinite("a") + tally.of(w).negative).isZero();
  }

  @Test
  void badRowsLeaveAndGoodOnesCloseUpInOrder() {
    Block block =
        block(
            new double[][] {
              {1, 2, 3, 4, 5},
              {NAN, 2, 3, 4, 5},
              {1, INF, NAN, 4, 5},
              {6, 7, 8, 9, 10},
              {1, 2, 3, -INF, -1},
              {1, 2, 3, 4, NAN},
              {11, 12, 13, 14, 15}
            });
    new BlockCheck(inputs, tally).dropBadRows(block, false);
    assertThat(block.rows()).isEqualTo(3);
    assertThat(Arrays.copyOf(block.labels(), 3)).containsExactly(4, 9, 14);
    assertThat(Arrays.copyOf(block.weights(), 3)).containsExactly(5, 10, 15);
    double[] column = new double[3];
    block.x().column(0, column);
    assertThat(column).containsExactly(1, 6, 11);
    block.x().column(2, column);
    assertThat(column).containsExactly(3, 8, 13);
    assertThat(tally.missing("a")).isEqualTo(1);
    assertThat(tally.missing("v")).isEqualTo(1);
    assertThat(tally.infinite("v")).isEqualTo(1);
    assertThat(tally.infinite("y")).isEqualTo(1);
    assertThat(tally.missing("w")).isEqualTo(1);
    assertThat(tally.of(w).negative).isEqualTo(1);
  }

  /** Rows of a, v[0], v[1], label, weight. */
  private static Block block(double[][] rows) {
    Block block = new Block(0, 3, 8);
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < 3; j++) {
        block.x().writer().set(r, j, rows[r][j]);
      }
      block.labels()[r] = rows[r][3];
      block.weights()[r] = rows[r][4];
    }
    block.setRows(rows.length);
    return block;
  }
}
