package io.glidepath.passes;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block without spare rows as bytes, every bit of every number kept: cell, columns, rows, and
 * whether some columns are sparse (4 bytes each, little-endian); then the sparse columns as {@link
 * Rows} writes them; then every dense column, labels, weights and offsets as {@link Distinct} has
 * it.
 */
final class BlockBytes {
  private static final int HEADER = 16;

  private BlockBytes() {}

  static byte[] write(Block block) {
    int rows = block.rows();
    int columns = block.columns();
    Rows x = block.x();
    int dense = columns - x.sparseColumns().length;
    long most = HEADER + x.sparseBytes() + (dense + 3L) * Distinct.most(rows);
    ByteBuffer bytes = littleEndian(new byte[Math.toIntExact(most)]);
    bytes.putInt(block.cell()).putInt(columns).putInt(rows).putInt(dense < columns ? 1 : 0);
    x.writeSparse(bytes);
    Distinct distinct = new Distinct();
    x.eachDense((j, values, from) -> distinct.write(values, from, rows, bytes));
    distinct.write(block.labels(), 0, rows, bytes);
    distinct.write(block.weights(), 0, rows, bytes);
    distinct.write(block.offsets(), 0, rows, bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  static Block read(byte[] written) {
    ByteBuffer bytes = littleEndian(written);
    int cell = bytes.getInt();
    int columns = bytes.getInt();
    int rows = bytes.getInt();
    boolean sparse = bytes.getInt() == 1;
    Rows x = sparse ? Rows.readSparse(columns, rows, bytes) : Rows.of(columns, rows);
    Block block = new Block(cell, x);
    x.eachDense((j, values, from) -> Distinct.read(bytes, values, from, rows));
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
