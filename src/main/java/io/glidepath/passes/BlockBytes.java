package io.glidepath.passes;

import io.glidepath.matrix.Block;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block without spare rows as bytes, every bit of every number kept: fold, columns, rows (4 bytes
 * each, little-endian), then every column, labels, weights and offsets as {@link Distinct} has it.
 */
final class BlockBytes {
  private static final int HEADER = 16;

  private BlockBytes() {}

  static byte[] write(Block block) {
    int rows = block.rows();
    int columns = block.columns();
    long most = HEADER + (columns + 3L) * Distinct.most(rows);
    ByteBuffer bytes = littleEndian(new byte[Math.toIntExact(most)]);
    bytes.putInt(block.cell()).putInt(columns).putInt(rows).putInt(0);
    Distinct distinct = new Distinct();
    for (int j = 0; j < columns; j++) {
      distinct.write(block.values(), j * block.stride(), rows, bytes);
    }
    distinct.write(block.labels(), 0, rows, bytes);
    distinct.write(block.weights(), 0, rows, bytes);
    distinct.write(block.offsets(), 0, rows, bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  static Block read(byte[] written) {
    ByteBuffer bytes = littleEndian(written);
    int fold = bytes.getInt();
    int columns = bytes.getInt();
    int rows = bytes.getInt();
    bytes.position(HEADER);
    Block block = new Block(fold, columns, rows);
    for (int j = 0; j < columns; j++) {
      Distinct.read(bytes, block.values(), j * rows, rows);
    }
    Distinct.read(bytes, block.labels(), 0, rows);
    Distinct.read(bytes, block.weights(), 0, rows);
    Distinct.read(bytes, block.offsets(), 0, rows);
    block.setRows(rows);
    return block;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
