package io.glidepath.passes;

import io.glidepath.matrix.Block;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * A block without spare rows as bytes: fold, columns, rows, padding (4 bytes each), then values,
 * labels, weights and offsets as doubles, all little-endian. Both ways cost one copy.
 */
final class BlockBytes {
  private static final int HEADER = 16;
  private static final int BESIDES = 3;

  private BlockBytes() {}

  static byte[] write(Block block) {
    int rows = block.rows();
    int columns = block.columns();
    long size = HEADER + 8L * rows * (columns + BESIDES);
    ByteBuffer bytes = littleEndian(new byte[Math.toIntExact(size)]);
    bytes.putInt(block.fold()).putInt(columns).putInt(rows).putInt(0);
    DoubleBuffer numbers = bytes.asDoubleBuffer();
    for (int j = 0; j < columns; j++) {
      numbers.put(block.values(), j * block.stride(), rows);
    }
    numbers.put(block.labels(), 0, rows);
    numbers.put(block.weights(), 0, rows);
    numbers.put(block.offsets(), 0, rows);
    return bytes.array();
  }

  static Block read(byte[] written) {
    ByteBuffer bytes = littleEndian(written);
    int fold = bytes.getInt();
    int columns = bytes.getInt();
    int rows = bytes.getInt();
    bytes.position(HEADER);
    DoubleBuffer numbers = bytes.asDoubleBuffer();
    Block block = new Block(fold, columns, rows);
    numbers.get(block.values());
    numbers.get(block.labels());
    numbers.get(block.weights());
    numbers.get(block.offsets());
    block.setRows(rows);
    return block;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
