package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBytesTest {

  @Test
  void givesEveryBitBackWithoutSpareRows() {
    Block block = new Block(Integer.MIN_VALUE, 2, 5);
    block.x().eachDense((j, values, from) -> Arrays.fill(values, from, from + 5, Double.NaN));
    double[] first = {-0.0, Double.MIN_VALUE, Math.PI};
    block.x().writer().copy(0, 0, first, 0, 3);
    block.x().writer().copy(0, 1, new double[] {1, 2, 3}, 0, 3);
    System.arraycopy(new double[] {4, 5, 6}, 0, block.labels(), 0, 3);
    System.arraycopy(new double[] {7, 8, 9}, 0, block.weights(), 0, 3);
    System.arraycopy(new double[] {-1, -2, -3}, 0, block.offsets(), 0, 3);
    block.setRows(3);
    byte[] bytes = BlockBytes.write(block);
    Block read = BlockBytes.read(bytes);
    assertThat(bytes).hasSize(16 + (8 + 8 * 3) * 5);
    assertThat(read.cell()).isEqualTo(Integer.MIN_VALUE);
    assertThat(read.columns()).isEqualTo(2);
    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.capacity()).isEqualTo(3);
    assertThat(column(read, 0)).containsExactly(-0.0, Double.MIN_VALUE, Math.PI);
    assertThat(column(read, 1)).containsExactly(1, 2, 3);
    assertThat(read.labels()).containsExactly(4, 5, 6);
    assertThat(read.weights()).containsExactly(7, 8, 9);
    assertThat(read.offsets()).containsExactly(-1, -2, -3);
  }

  @Test
  void sparseColumnsKeepTheirUnits() {
    for (double value : new double[] {1, Math.PI}) {
      Rows rows = Rows.of(4, 9, 1, 3);
      rows.writer().set(0, 0, 5);
      rows.writer().set(1, 2, 6);
      rows.writer().sparse(0, new int[] {3}, new double[] {value}, 1);
      rows.writer().sparse(1, new int[] {1, 3}, new double[] {value, 1}, 2);
      rows.writer().sparse(2, new int[0], new double[0], 0);
      rows.writer().rows(3);
      Rows units =
          rows.standardized(
              true, new int[] {0, 1, 3}, new double[] {1, 0.1, 0.2}, new double[] {3, 0.3, 0.7});
      for (Rows x : new Rows[] {rows, units, units.weighted(new double[] {1, 2, 3}, null)}) {
        Block block = new Block(3, x);
        block.labels()[2] = 8;
        byte[] bytes = BlockBytes.write(block);
        Block read = BlockBytes.read(bytes);
        assertThat(read.rows()).isEqualTo(3);
        assertThat(read.labels()).containsExactly(0, 0, 8);
        assertThat(read.x().sparseColumns()).isEqualTo(x.sparseColumns());
        for (int j = 0; j < x.columns(); j++) {
          assertThat(column(read, j)).containsExactly(column(block, j));
        }
        assertThat(BlockBytes.write(read)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aBlockWithoutColumnsHasRows() {
    Block block = new Block(1, 0, 2);
    block.setRows(2);
    block.labels()[1] = 5;
    assertThat(BlockBytes.read(BlockBytes.write(block)).labels()).containsExactly(0, 5);
  }

  /** Whatever the number of different values and rows, around every limit. */
  @ParameterizedTest
  @CsvSource({
    "1000, 1",
    "1000, 2",
    "1003, 250",
    "1030, 255",
    "1030, 256",
    "1030, 257",
    "40, 10",
    "40, 11",
    "4, 1",
    "3, 1",
    "1, 1",
    "0, 1"
  })
  void fewDifferentValuesTakeAByteEach(int rows, int values) {
    Block block = new Block(0, 1, rows + 8);
    double[] different = new Random(5).doubles(values).map(v -> 1e9 * (v - 0.5)).toArray();
    different[values - 1] = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
    for (int r = 0; r < rows; r++) {
      block.x().writer().set(r, 0, different[r % values]);
    }
    block.setRows(rows);
    byte[] bytes = BlockBytes.write(block);
    Block read = BlockBytes.read(bytes);
    for (int r = 0; r < rows; r++) {
      assertThat(Double.doubleToRawLongBits(read.x().value(r, 0)))
          .isEqualTo(Double.doubleToRawLongBits(different[r % values]));
    }
    if (values <= 256 && values <= rows / 4) {
      int places = values == 1 ? 0 : rows + 7;
      assertThat(bytes.length).isLessThanOrEqualTo(16 + 8 + 8 * values + places + 3 * 16);
    }
  }

  @Test
  void zerosOfBothSignsAreTwoValues() {
    Block block = new Block(0, 1, 16);
    for (int r = 0; r < 16; r++) {
      block.x().writer().set(r, 0, r % 2 == 0 ? 0.0 : -0.0);
    }
    block.setRows(16);
    assertThat(column(BlockBytes.read(BlockBytes.write(block)), 0)).isEqualTo(column(block, 0));
  }

  private static double[] column(Block block, int j) {
    double[] column = new double[block.rows()];
    block.x().column(j, column);
    return column;
  }
}
