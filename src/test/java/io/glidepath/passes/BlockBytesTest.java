package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.matrix.Block;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
    assertThat(bytes).hasSize(16 + 8 * 3 * 5);
    assertThat(read.fold()).isEqualTo(Integer.MIN_VALUE);
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
}
