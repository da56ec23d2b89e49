package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.matrix.Block;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBytesTest {

  @Test
  void givesEveryBitBackWithoutSpareRows() {
    Block block = new Block(Integer.MIN_VALUE, 2, 5);
    Arrays.fill(block.values(), Double.NaN);
    double[] first = {-0.0, Double.MIN_VALUE, Math.PI};
    System.arraycopy(first, 0, block.values(), 0, 3);
    System.arraycopy(new double[] {1, 2, 3}, 0, block.values(), 5, 3);
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
    assertThat(read.stride()).isEqualTo(3);
    assertThat(read.values()).containsExactly(-0.0, Double.MIN_VALUE, Math.PI, 1, 2, 3);
    assertThat(read.labels()).containsExactly(4, 5, 6);
    assertThat(read.weights()).containsExactly(7, 8, 9);
    assertThat(read.offsets()).containsExactly(-1, -2, -3);
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
      block.values()[r] = different[r % values];
    }
    block.setRows(rows);
    byte[] bytes = BlockBytes.write(block);
    Block read = BlockBytes.read(bytes);
    for (int r = 0; r < rows; r++) {
      assertThat(Double.doubleToRawLongBits(read.values()[r]))
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
      block.values()[r] = r % 2 == 0 ? 0.0 : -0.0;
    }
    block.setRows(16);
    assertThat(BlockBytes.read(BlockBytes.write(block)).values()).isEqualTo(block.values());
  }
}
