package io.glidepath.matrix;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Rows with sparse columns, kept one after the other: sparse entries in the scale of their column,
 * and not centred. Mutable, not thread-safe.
 *
 * <p>Memory: 12 bytes a sparse entry, 8 a dense element, and up to as much again for what is to
 * come.
 */
final class FactorRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final int denseColumns;
  private int count;

  /** Sparse entries of row r are starts[r]..starts[r + 1] - 1. */
  private int[] starts = new int[1];

  private int[] indices = {};
  private double[] values = {};

  /** Row by row. */
  private double[] dense = {};

  FactorRows(int denseColumns) {
    this.denseColumns = denseColumns;
  }

  int count() {
    return count;
  }

  int denseColumns() {
    return denseColumns;
  }

  /** Appends rows that have no weights. */
  void add(Rows rows) {
    int n = rows.rows();
    reserve(n, rows.entries());
    DenseColumns from = rows.dense;
    for (int k = 0; k < denseColumns; k++) {
      for (int r = 0; r < n; r++) {
        dense[(count + r) * denseColumns + k] = from.values[k * from.stride + r];
      }
    }
    if (rows.sparse == null) {
      append(n, new int[n + 1], indices, values);
    } else {
      append(n, rows.sparse.starts, rows.sparse.indices, rows.sparse.inScale(n));
    }
  }

  /** Appends the rows of others. */
  void add(FactorRows more) {
    reserve(more.count, more.starts[more.count]);
    int elements = more.count * denseColumns;
    System.arraycopy(more.dense, 0, dense, count * denseColumns, elements);
    append(more.count, more.starts, more.indices, more.values);
  }

  private void append(int n, int[] newStarts, int[] newIndices, double[] newValues) {
    int end = starts[count];
    System.arraycopy(newIndices, 0, indices, end, newStarts[n]);
    System.arraycopy(newValues, 0, values, end, newStarts[n]);
    for (int r = 1; r <= n; r++) {
      starts[count + r] = end + newStarts[r];
    }
    count += n;
  }

  private void reserve(int rows, int entries) {
    int wanted = Math.addExact(count, rows);
    starts = starts.length > wanted ? starts : Arrays.copyOf(starts, 2 * wanted + 1);
    int elements = Math.multiplyExact(wanted, denseColumns);
    dense = dense.length >= elements ? dense : Arrays.copyOf(dense, 2 * elements);
    int end = Math.addExact(starts[count], entries);
    if (indices.length < end) {
      indices = Arrays.copyOf(indices, 2 * end);
      values = Arrays.copyOf(values, 2 * end);
    }
  }

  /** What is done with an element that is not 0. */
  @FunctionalInterface
  interface Visitor {
    void visit(int row, int column, double value);
  }

  /** Takes a visitor to the elements that are not 0, row by row, dense ones first. */
  void each(ColumnPlaces places, Visitor visitor) {
    for (int r = 0; r < count; r++) {
      for (int k = 0, at = r * denseColumns; k < denseColumns; k++, at++) {
        if (dense[at] != 0) {
          visitor.visit(r, places.dense[k], dense[at]);
        }
      }
      for (int e = starts[r]; e < starts[r + 1]; e++) {
        visitor.visit(r, places.sparse[indices[e]], values[e]);
      }
    }
  }
}
