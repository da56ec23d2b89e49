package io.glidepath.design;

import io.glidepath.matrix.RowsWriter;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Writes an MLlib vector, dense or sparse, from Spark's inner form into a row. The inner form of
 * VectorUDT is a struct (type: 0 sparse, 1 dense; size; indices; values). Zeros that a sparse
 * vector spells out are zeros.
 *
 * <p>What is wrong with a whole vector (it is null, of another size, or its indices do not ascend
 * within it) is marked by a NaN in its first column, for {@link BlockCheck} to count.
 */
final class VectorReader {
  private static final int TYPE = 0;
  private static final int SIZE = 1;
  private static final int INDICES = 2;
  private static final int VALUES = 3;
  private static final int FIELDS = 4;
  private static final byte SPARSE = 0;

  /** NaNs that no computation makes. */
  private static final double WRONG_WIDTH = Double.longBitsToDouble(0x7ff8_0000_57ed_57edL);

  private static final double WRONG_INDICES = Double.longBitsToDouble(0x7ff8_0000_57ed_57eeL);

  private VectorReader() {}

  static int fields() {
    return FIELDS;
  }

  static boolean isWrongWidth(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(WRONG_WIDTH);
  }

  static boolean hasWrongIndices(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(WRONG_INDICES);
  }

  /** The number of elements, whatever a vector holds of them. */
  static int size(InternalRow struct) {
    return isSparse(struct) ? struct.getInt(SIZE) : struct.getArray(VALUES).numElements();
  }

  private static boolean isSparse(InternalRow struct) {
    return struct.getByte(TYPE) == SPARSE;
  }

  /** Takes what is not 0 of an element. */
  @FunctionalInterface
  interface Element {
    void accept(int index, double value);
  }

  /** Everything that is not 0, elements in order; nothing of a sparse vector with wrong indices. */
  static boolean each(InternalRow struct, Element element) {
    ArrayData values = struct.getArray(VALUES);
    int held = values.numElements();
    ArrayData indices = isSparse(struct) ? struct.getArray(INDICES) : null;
    if (indices != null && !ascend(indices, held, struct.getInt(SIZE))) {
      return false;
    }
    for (int k = 0; k < held; k++) {
      double value = values.getDouble(k);
      if (value != 0) {
        element.accept(indices == null ? k : indices.getInt(k), value);
      }
    }
    return true;
  }

  private static boolean ascend(ArrayData indices, int held, int size) {
    if (indices.numElements() != held) {
      return false;
    }
    int before = -1;
    for (int k = 0; k < held; k++) {
      int index = indices.getInt(k);
      if (index <= before) {
        return false;
      }
      before = index;
    }
    return before < size;
  }

  /**
   * Writes a vector into one row. The row's dense columns hold zeros before.
   *
   * @param struct may be null
   */
  static void write(InternalRow struct, Input input, RowsWriter to, int row) {
    int first = input.firstColumn();
    if (struct == null) {
      to.put(row, first, Double.NaN);
    } else if (size(struct) != input.width()) {
      to.put(row, first, WRONG_WIDTH);
    } else if (!each(struct, (index, value) -> to.put(row, first + index, value))) {
      to.put(row, first, WRONG_INDICES);
    }
  }
}
