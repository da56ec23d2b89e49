package io.glidepath.design;

import io.glidepath.matrix.Block;
import io.glidepath.matrix.Finite;
import java.util.Arrays;

/**
 * Takes rows that cannot be used out of a filled block, and counts why.
 *
 * <p>First, {@link Finite} shows whether there is anything to find. Only a block that fails this is
 * looked at row by row.
 */
final class BlockCheck {
  private final Inputs inputs;
  private final RowTally tally;

  BlockCheck(Inputs inputs, RowTally tally) {
    this.inputs = inputs;
    this.tally = tally;
  }

  /** Leaves the good rows in the block, in their order. */
  void dropBadRows(Block block, boolean foldMissing) {
    if (!foldMissing && isClean(block)) {
      return;
    }
    int kept = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (isGood(block, row, foldMissing)) {
        move(block, row, kept++);
      }
    }
    block.setRows(kept);
  }

  private boolean isClean(Block block) {
    int rows = block.rows();
    return Finite.all(block.labels(), 0, rows)
        && Finite.all(block.offsets(), 0, rows)
        && Finite.all(block.weights(), 0, rows)
        && isNonNegative(block.weights(), rows)
        && block.x().finite();
  }

  private static boolean isNonNegative(double[] a, int to) {
    double least = 0;
    for (int i = 0; i < to; i++) {
      least = Math.min(least, a[i]);
    }
    return least >= 0;
  }

  private boolean isGood(Block block, int row, boolean foldMissing) {
    boolean good = !foldMissing;
    if (foldMissing) {
      tally.of(inputs.fold()).missing++;
    }
    good &= isGood(inputs.label(), block.labels()[row]);
    if (inputs.offset() != null) {
      good &= isGood(inputs.offset(), block.offsets()[row]);
    }
    if (inputs.weight() != null) {
      double weight = block.weights()[row];
      good &= isGood(inputs.weight(), weight);
      if (weight < 0) {
        tally.of(inputs.weight()).negative++;
        good = false;
      }
    }
    for (Input feature : inputs.features()) {
      good &=
          feature.role() == Role.VECTOR
              ? isGoodVector(feature, block, row)
              : isGood(feature, block.x().value(row, feature.firstColumn()));
    }
    return good;
  }

  private boolean isGood(Input input, double value) {
    if (Double.isNaN(value)) {
      tally.of(input).missing++;
      return false;
    }
    if (Double.isInfinite(value)) {
      tally.of(input).infinite++;
      return false;
    }
    return true;
  }

  private boolean isGoodVector(Input vector, Block block, int row) {
    int first = vector.firstColumn();
    double mark = block.x().value(row, first);
    if (VectorReader.isWrongWidth(mark)) {
      tally.of(vector).wrongWidth++;
      return false;
    }
    if (VectorReader.hasWrongIndices(mark)) {
      tally.of(vector).wrongIndices++;
      return false;
    }
    double[] bad =
        block
            .x()
            .held(row, first, first + vector.width())
            .filter(x -> !Double.isFinite(x))
            .toArray();
    boolean missing = Arrays.stream(bad).anyMatch(Double::isNaN);
    boolean infinite = Arrays.stream(bad).anyMatch(Double::isInfinite);
    if (missing) {
      tally.of(vector).missing++;
    }
    if (infinite) {
      tally.of(vector).infinite++;
    }
    return !missing && !infinite;
  }

  private static void move(Block block, int from, int to) {
    if (from == to) {
      return;
    }
    block.labels()[to] = block.labels()[from];
    block.weights()[to] = block.weights()[from];
    block.offsets()[to] = block.offsets()[from];
    block.x().writer().move(from, to);
  }
}
