package io.glidepath.design;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.Repeats;
import io.glidepath.matrix.Rows;
import io.glidepath.matrix.RowsWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals the rows of a partition to one buffer for each fold, of every repeat, and hands full blocks
 * to the visitor.
 *
 * <p>The rows of a fold keep their order. When a block is handed over depends on nothing but the
 * sequence of the rows' folds, so both readers make the same blocks. Buffers appear with the first
 * row of their fold and grow as {@link BlockSize} says.
 */
final class FoldBuffers<S> {
  private final Inputs inputs;
  private final BlockVisitor<S> visitor;
  private final S state;
  private final RowTally tally = new RowTally();
  private final BlockCheck check;
  private final BlockCheck recheck;
  private final Rows columns;
  private final int[] cleared;
  private final IntIndex folds = new IntIndex();
  private final List<FoldBuffer> buffers = new ArrayList<>();
  private FoldBuffer withoutFold;

  FoldBuffers(Inputs inputs, BlockVisitor<S> visitor, S state) {
    this.inputs = inputs;
    this.visitor = visitor;
    this.state = state;
    this.columns = Rows.of(inputs.width(), 0, inputs.shape().sparse());
    this.cleared = denseOfVectors(inputs);
    this.check = new BlockCheck(inputs, tally);
    this.recheck = new BlockCheck(inputs, new RowTally());
  }

  RowTally tally() {
    return tally;
  }

  /** In how many buffers a row goes: one of each repeat, or that of the rows without a fold. */
  int times(double code) {
    return Double.isNaN(code) ? 1 : inputs.repeats().count();
  }

  /**
   * The buffer for a row in a repeat.
   *
   * @param code its folds, see {@link Repeats}, or NaN when the row has none
   */
  FoldBuffer of(double code, int repeat) {
    if (Double.isNaN(code)) {
      if (withoutFold == null) {
        withoutFold = new FoldBuffer(newBlock(0, first()), true);
      }
      return withoutFold;
    }
    int cell = inputs.repeats().cell(code, repeat);
    int number = folds.number(cell);
    if (number == buffers.size()) {
      buffers.add(new FoldBuffer(newBlock(cell, first()), false));
    }
    return buffers.get(number);
  }

  /** Makes room in a buffer that is full: a larger block if it may grow, else an empty one. */
  void makeRoom(FoldBuffer buffer) {
    Block block = buffer.block();
    int limit = limit();
    if (block.capacity() < limit) {
      buffer.replace(enlarged(block, BlockSize.grown(block.capacity(), limit)));
      return;
    }
    flush(buffer);
    if (block.capacity() > limit) {
      buffer.replace(newBlock(block.cell(), limit));
    } else {
      block.setRows(0);
      prepare(block);
    }
  }

  /** Hands over what is left. */
  Scanned<S> finish(int partition) {
    buffers.forEach(this::flush);
    if (withoutFold != null) {
      flush(withoutFold);
    }
    return new Scanned<>(partition, state, tally);
  }

  private void flush(FoldBuffer buffer) {
    Block block = buffer.block();
    boolean counted = inputs.repeats().repeat(block.cell()) == 0;
    if (block.rows() > 0) {
      (counted ? check : recheck).dropBadRows(block, buffer.foldMissing());
    }
    if (block.rows() > 0) {
      if (counted) {
        tally.countUsed(block.rows());
      }
      visitor.accept(state, block);
    }
  }

  private int limit() {
    return BlockSize.height(inputs.shape(), buffers.size());
  }

  private int first() {
    return Math.min(BlockSize.FIRST, limit());
  }

  private Block newBlock(int fold, int capacity) {
    Block block = new Block(fold, columns.empty(capacity));
    prepare(block);
    return block;
  }

  /** Fills in what the readers do not write: constants, and the zeros of vectors. */
  private void prepare(Block block) {
    if (inputs.weight() == null) {
      Arrays.fill(block.weights(), 1.0);
    }
    if (inputs.offset() == null) {
      Arrays.fill(block.offsets(), 0.0);
    }
    RowsWriter writer = block.x().writer();
    for (int column : cleared) {
      writer.clear(column);
    }
  }

  private static int[] denseOfVectors(Inputs inputs) {
    return inputs.features().stream()
        .filter(f -> f.role() == Role.VECTOR)
        .flatMapToInt(f -> IntStream.range(f.firstColumn(), f.firstColumn() + f.width()))
        .filter(j -> !inputs.shape().isSparse(j))
        .toArray();
  }

  private Block enlarged(Block block, int capacity) {
    Block larger = newBlock(block.cell(), capacity);
    int rows = block.rows();
    larger.x().writer().copy(block.x(), rows);
    System.arraycopy(block.labels(), 0, larger.labels(), 0, rows);
    System.arraycopy(block.weights(), 0, larger.weights(), 0, rows);
    System.arraycopy(block.offsets(), 0, larger.offsets(), 0, rows);
    larger.setRows(rows);
    return larger;
  }
}
