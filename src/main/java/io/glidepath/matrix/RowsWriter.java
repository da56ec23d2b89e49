package io.glidepath.matrix;

import java.util.Arrays;
import java.util.Locale;

/**
 * Fills rows: dense columns number by number or in stretches, sparse ones row by row, in the order
 * of the rows. What is written counts once {@link #rows} says so. Not thread-safe.
 */
public final class RowsWriter {
  private final Rows to;
  private int[] places = new int[0];
  private double[] numbers = new double[0];

  /** How many entries of sparse columns were put in the row that is written. */
  private int count;

  RowsWriter(Rows to) {
    this.to = to;
  }

  /** A number of a dense column. */
  public void set(int row, int column, double value) {
    to.dense.values[at(column, row)] = value;
  }

  /** Rows from one on of a dense column: n neighbouring numbers of a source. */
  public void copy(int row, int column, double[] source, int from, int n) {
    System.arraycopy(source, from, to.dense.values, at(column, row), n);
  }

  /** Rows from one on of a dense column: chosen numbers of a source. */
  public void pick(int row, int column, double[] source, int[] chosen, int n) {
    int at = at(column, row);
    for (int k = 0; k < n; k++) {
      to.dense.values[at + k] = source[chosen[k]];
    }
  }

  /** Zeros in all rows of a dense column. */
  public void clear(int column) {
    to.dense.fill(to.place(column), to.dense.stride, 0);
  }

  /**
   * The sparse columns of a row, the one after the row that was written last. Zeros may be among
   * the values and are not kept.
   *
   * @param columns positions in the rows, ascending; the first n are taken
   * @throws IllegalArgumentException if they do not ascend, which two entries of one column do not,
   *     or one of them is dense
   */
  public void sparse(int row, int[] columns, double[] values, int n) {
    if (places.length < n) {
      places = new int[n];
      numbers = new double[n];
    }
    int kept = 0;
    for (int e = 0; e < n; e++) {
      if (e > 0 && columns[e] <= columns[e - 1]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                columns[e] == columns[e - 1]
                    ? "row %d has column %d twice"
                    : "row %d has column %d after a later one",
                row,
                columns[e]));
      }
      if (!to.isSparse(columns[e])) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "row %d: column %d is not sparse", row, columns[e]));
      }
      if (values[e] != 0) {
        places[kept] = to.place(columns[e]);
        numbers[kept++] = values[e];
      }
    }
    to.sparse.write(row, places, numbers, kept);
  }

  /**
   * A number of a row, of any column. Those of sparse columns come in the order of the columns, and
   * count with {@link #end}.
   *
   * @throws IllegalArgumentException if the sparse columns of the row do not ascend
   */
  public void put(int row, int column, double value) {
    if (!to.isSparse(column)) {
      set(row, column, value);
      return;
    }
    int place = to.place(column);
    if (count > 0 && place <= places[count - 1]) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "row %d has column %d twice or after a later one", row, column));
    }
    if (value != 0) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count + 8);
        numbers = Arrays.copyOf(numbers, places.length);
      }
      places[count] = place;
      numbers[count++] = value;
    }
  }

  /** Ends a row, the one after the row that was ended last, whether or not anything was put. */
  public void end(int row) {
    if (to.sparse != null) {
      to.sparse.write(row, places, numbers, count);
      count = 0;
    }
  }

  /** The first n rows of others with the same columns. */
  public void copy(Rows from, int n) {
    for (int j = 0; j < to.dense.columns; j++) {
      to.dense.copy(j, from.dense, j, n);
    }
    if (to.sparse != null) {
      to.sparse.copy(from.sparse, n);
    }
  }

  /** A row takes the place of one before it; those between are to be overwritten too. */
  public void move(int from, int row) {
    if (from == row) {
      return;
    }
    to.dense.move(from, row);
    if (to.sparse != null) {
      to.sparse.move(from, row);
    }
  }

  /** So many rows are written. */
  public void rows(int n) {
    to.setRows(n);
  }

  private int at(int column, int row) {
    return to.place(column) * to.dense.stride + row;
  }
}
