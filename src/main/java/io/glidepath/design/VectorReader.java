package io.glidepath.design;

import io.glidepath.matrix.RowsWriter;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Writes an MLlib vector, dense or sparse, from Spark's inner form into a row. The inner form of
 * VectorUDT is a struct (type: 0 sparse, 1 dense; size; indices; values).
 */
final class VectorReader {
  private static final int TYPE = 0;
  private static final int SIZE = 1;
  private static final int INDICES = 2;
  private static final int VALUES = 3;
  private static final int FIELDS = 4;
  private static final byte SPARSE = 0;

  /** A NaN that no computation makes: it marks a vector of the wrong size until it is counted. */
  private static final double WRONG_WIDTH = Double.longBitsToDouble(0x7ff8_0000_57ed_57edL);

  private VectorReader() {}

  static int fields() {
    return FIELDS;
  }

  static boolean isWrongWidth(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(WRONG_WIDTH);
  }

  /**
   * Writes a vector into one row. The row's columns hold zeros before.
   *
   * @param struct null: the whole row becomes NaN
   */
  static void write(InternalRow struct, Input input, RowsWriter to, int row) {
    if (struct == null) {
      fill(input, to, row, Double.NaN);
      return;
    }
    ArrayData values = struct.getArray(VALUES);
    boolean sparse = struct.getByte(TYPE) == SPARSE;
    int size = sparse ? struct.getInt(SIZE) : values.numElements();
    if (size != input.width()) {
      fill(input, to, row, WRONG_WIDTH);
      return;
    }
    int first = input.firstColumn();
    if (!sparse) {
      for (int k = 0; k < size; k++) {
        to.set(row, first + k, values.getDouble(k));
      }
      return;
    }
    ArrayData indices = struct.getArray(INDICES);
    for (int k = 0; k < values.numElements(); k++) {
      to.set(row, first + indices.getInt(k), values.getDouble(k));
    }
  }

  private static void fill(Input input, RowsWriter to, int row, double value) {
    int end = input.firstColumn() + input.width();
    for (int j = input.firstColumn(); j < end; j++) {
      to.set(row, j, value);
    }
  }
}
