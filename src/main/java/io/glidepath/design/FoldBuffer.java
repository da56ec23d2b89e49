package io.glidepath.design;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.RowsWriter;

/**
 * The block of one fold while it fills, and the rows of a column batch that are to be copied into
 * it next. Rows are either written one by one ({@link #addRow}) or booked with {@link #book} and
 * then copied column by column, ended by {@link #settle}.
 */
final class FoldBuffer {
  private final boolean foldMissing;
  private Block block;
  private RowsWriter writer;
  private int[] booked;
  private int bookedCount;

  FoldBuffer(Block block, boolean foldMissing) {
    this.foldMissing = foldMissing;
    replace(block);
  }

  /** Whether its rows have no fold, so that none of them can be used. */
  boolean foldMissing() {
    return foldMissing;
  }

  Block block() {
    return block;
  }

  void replace(Block other) {
    block = other;
    writer = other.x().writer();
    booked = new int[other.capacity()];
  }

  boolean isFull() {
    return block.rows() + bookedCount == block.capacity();
  }

  /** Takes one more row and says which. */
  int addRow() {
    int row = block.rows();
    block.setRows(row + 1);
    return row;
  }

  /** Books the next row of the block for a row of the batch; says whether it is the first one. */
  boolean book(int batchRow) {
    booked[bookedCount++] = batchRow;
    return bookedCount == 1;
  }

  int bookedCount() {
    return bookedCount;
  }

  /** The row of the batch that goes to row {@code block().rows() + k}. */
  int[] booked() {
    return booked;
  }

  /** Writes into the columns of the block. */
  RowsWriter writer() {
    return writer;
  }

  /** Copies the booked entries of a design column. */
  void copy(double[] source, int column) {
    if (isStretch()) {
      writer.copy(block.rows(), column, source, booked[0], bookedCount);
    } else {
      writer.pick(block.rows(), column, source, booked, bookedCount);
    }
  }

  /** Copies the booked entries of a column: source[booked[k]] to target[at + k]. */
  void copy(double[] source, double[] target, int at) {
    if (isStretch()) {
      System.arraycopy(source, booked[0], target, at, bookedCount);
      return;
    }
    for (int k = 0; k < bookedCount; k++) {
      target[at + k] = source[booked[k]];
    }
  }

  /** Whether the booked rows follow each other in their batch. */
  private boolean isStretch() {
    return bookedCount > 0 && booked[bookedCount - 1] - booked[0] == bookedCount - 1;
  }

  /** The booked rows are in the block now. */
  void settle() {
    block.setRows(block.rows() + bookedCount);
    bookedCount = 0;
  }
}
