package io.glidepath.design;

import io.glidepath.matrix.Block;

/**
 * Takes rows that cannot be used out of a filled block, and counts why.
 *
 * <p>First, one multiplication and addition a value shows whether there is anything to find: the
 * product of 0 with a finite number is 0, with infinity or NaN it is NaN, and no sum of zeros
 * overflows. Only a block that fails this is looked at row by row.
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
    boolean clean =
        isFinite(block.labels(), 0, rows)
            && isFinite(block.offsets(), 0, rows)
            && isFinite(block.weights(), 0, rows)
            && isNonNegative(block.weights(), rows);
    for (int j = 0; clean && j < block.columns(); j++) {
      clean = isFinite(block.values(), j * block.stride(), j * block.stride() + rows);
    }
    return clean;
  }

  static boolean isFinite(double[] a, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    // four sums, so that an addition need not wait for the one before
    for (; i < to - 3; i += 4) {
      s0 += a[i] * 0.0;
      s1 += a[i + 1] * 0.0;
      s2 += a[i + 2] * 0.0;
      s3 += a[i + 3] * 0.0;
    }
    for (; i < to; i++) {
      s0 += a[i] * 0.0;
    }
    return s0 + s1 + s2 + s3 == 0;
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
              : isGood(feature, block.values()[feature.firstColumn() * block.stride() + row]);
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
    boolean missing = false;
    boolean infinite = false;
    int end = vector.firstColumn() + vector.width();
    for (int j = vector.firstColumn(); j < end; j++) {
      double value = block.values()[j * block.stride() + row];
      if (VectorReader.isWrongWidth(value)) {
        tally.of(vector).wrongWidth++;
        return false;
      }
      missing |= Double.isNaN(value);
      infinite |= Double.isInfinite(value);
    }
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
    for (int j = 0; j < block.columns(); j++) {
      int column = j * block.stride();
      block.values()[column + to] = block.values()[column + from];
    }
  }
}
