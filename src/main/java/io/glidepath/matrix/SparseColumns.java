package io.glidepath.matrix;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sparse columns as compressed rows, in units that are never multiplied out: element (r, j) is
 *
 * <pre>
 *   x~_rj = root_r (x_rj - centre_j) / scale_j
 * </pre>
 *
 * <p>and only the x that are not 0 are held, without their values while all of them are 1. {@link
 * SparseProducts} computes with them. Mutable while it is written; not thread-safe.
 */
final class SparseColumns implements Serializable {
  private static final long serialVersionUID = 1;

  /** Arrays of numbers that there may be: values, centre, scale, root. */
  private static final int KINDS = 4;

  final int columns;

  /** Entries of row r are starts[r]..starts[r + 1] - 1. */
  int[] starts;

  int[] indices;

  /** Null while all are 1. */
  double[] values;

  /** By column; null for zeros and ones, and so is root, by row. */
  final double[] centre;

  private final double[] scale;
  final double[] root;

  SparseColumns(int columns, int rows) {
    this(columns, new int[rows + 1], new int[rows], null, null, null, null);
  }

  SparseColumns(
      int columns,
      int[] starts,
      int[] indices,
      double[] values,
      double[] centre,
      double[] scale,
      double[] root) {
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.values = values;
    this.centre = centre;
    this.scale = scale;
    this.root = root;
  }

  /** Number of entries of the first n rows. */
  int entries(int n) {
    return starts[n];
  }

  /** Writes the entries of a row after those of the row before, columns ascending. */
  void write(int row, int[] from, double[] numbers, int n) {
    int start = starts[row];
    int end = start + n;
    if (indices.length < end) {
      indices = Arrays.copyOf(indices, Math.max(end, 2 * indices.length));
      values = values == null ? null : Arrays.copyOf(values, indices.length);
    }
    System.arraycopy(from, 0, indices, start, n);
    for (int e = 0; e < n && values == null; e++) {
      if (numbers[e] != 1) {
        values = new double[indices.length];
        Arrays.fill(values, 0, start, 1);
      }
    }
    if (values != null) {
      System.arraycopy(numbers, 0, values, start, n);
    }
    starts[row + 1] = end;
  }

  /** A row takes the place of one before it, whose followers are gone. */
  void move(int from, int to) {
    int n = starts[from + 1] - starts[from];
    System.arraycopy(indices, starts[from], indices, starts[to], n);
    if (values != null) {
      System.arraycopy(values, starts[from], values, starts[to], n);
    }
    starts[to + 1] = starts[to] + n;
  }

  /** What is held of an entry: x. */
  double held(int row, int column) {
    int e = Arrays.binarySearch(indices, starts[row], starts[row + 1], column);
    return e < 0 ? 0 : value(e);
  }

  double value(int e) {
    return values == null ? 1 : values[e];
  }

  double centre(int j) {
    return centre == null ? 0 : centre[j];
  }

  double scale(int j) {
    return scale == null ? 1 : scale[j];
  }

  double root(int r) {
    return root == null ? 1 : root[r];
  }

  /** The same columns measured from 0. */
  SparseColumns uncentred() {
    return new SparseColumns(columns, starts, indices, values, null, scale, root);
  }

  /** What is held over the scale of its column, entry by entry of the first n rows. */
  double[] inScale(int n) {
    if (values != null && scale == null) {
      return values;
    }
    double[] entries = new double[starts[n]];
    for (int e = 0; e < entries.length; e++) {
      entries[e] = value(e) / scale(indices[e]);
    }
    return entries;
  }

  /** Bytes that {@link #write(int, ByteBuffer)} takes for the first n rows. */
  long bytes(int n) {
    long numbers = values == null ? 0 : starts[n];
    for (double[] unit : new double[][] {centre, scale}) {
      numbers += unit == null ? 0 : columns;
    }
    numbers += root == null ? 0 : n;
    return 4L * (KINDS + n + starts[n]) + 8 * numbers;
  }

  /** Writes the first n rows: which arrays there are, entries a row, columns, and those arrays. */
  void write(int n, ByteBuffer to) {
    double[][] kinds = {values, centre, scale, root};
    for (double[] kind : kinds) {
      to.putInt(kind == null ? 0 : 1);
    }
    for (int r = 0; r < n; r++) {
      to.putInt(starts[r + 1] - starts[r]);
    }
    for (int e = 0; e < starts[n]; e++) {
      to.putInt(indices[e]);
    }
    int[] lengths = {starts[n], columns, columns, n};
    for (int kind = 0; kind < KINDS; kind++) {
      for (int i = 0; kinds[kind] != null && i < lengths[kind]; i++) {
        to.putDouble(kinds[kind][i]);
      }
    }
  }

  /** What was written of n rows. */
  static SparseColumns read(int columns, int n, ByteBuffer from) {
    double[][] kinds = new double[KINDS][];
    boolean[] there = new boolean[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
      there[kind] = from.getInt() == 1;
    }
    int[] starts = new int[n + 1];
    for (int r = 0; r < n; r++) {
      starts[r + 1] = starts[r] + from.getInt();
    }
    int[] indices = new int[starts[n]];
    for (int e = 0; e < indices.length; e++) {
      indices[e] = from.getInt();
    }
    int[] lengths = {starts[n], columns, columns, n};
    for (int kind = 0; kind < KINDS; kind++) {
      kinds[kind] = there[kind] ? new double[lengths[kind]] : null;
      for (int i = 0; there[kind] && i < lengths[kind]; i++) {
        kinds[kind][i] = from.getDouble();
      }
    }
    return new SparseColumns(columns, starts, indices, kinds[0], kinds[1], kinds[2], kinds[3]);
  }

  /** Whether everything that is held is finite. */
  boolean finite(int n) {
    return values == null || Finite.all(values, 0, starts[n]);
  }

  /** Column j of the first n rows. */
  void column(int j, int n, double[] to) {
    for (int r = 0; r < n; r++) {
      to[r] = root(r) * ((held(r, j) - centre(j)) / scale(j));
    }
  }

  /** The first n rows of others with the same columns. */
  void copy(SparseColumns from, int n) {
    System.arraycopy(from.starts, 0, starts, 0, n + 1);
    indices = Arrays.copyOf(from.indices, Math.max(indices.length, from.indices.length));
    values = from.values == null ? null : Arrays.copyOf(from.values, indices.length);
  }

  /** Chosen columns of the first n rows, ascending. */
  SparseColumns chosen(int n, int[] chosen) {
    int[] place = new int[columns];
    Arrays.fill(place, -1);
    for (int k = 0; k < chosen.length; k++) {
      place[chosen[k]] = k;
    }
    int[] newStarts = new int[n + 1];
    int[] newIndices = new int[starts[n]];
    double[] newValues = values == null ? null : new double[starts[n]];
    int at = 0;
    for (int r = 0; r < n; r++) {
      for (int e = starts[r]; e < starts[r + 1]; e++) {
        int k = place[indices[e]];
        if (k >= 0) {
          newIndices[at] = k;
          if (newValues != null) {
            newValues[at] = values[e];
          }
          at++;
        }
      }
      newStarts[r + 1] = at;
    }
    return new SparseColumns(
        chosen.length,
        newStarts,
        Arrays.copyOf(newIndices, at),
        newValues == null ? null : Arrays.copyOf(newValues, at),
        centre == null ? null : Arrays.stream(chosen).mapToDouble(this::centre).toArray(),
        scale == null ? null : Arrays.stream(chosen).mapToDouble(this::scale).toArray(),
        root);
  }

  /** The same rows in other units: (x~ - centre) / scale of the present x~, before any root. */
  SparseColumns in(double[] moreCentre, double[] moreScale) {
    if (moreCentre == null && moreScale == null) {
      return this;
    }
    double[] c = new double[columns];
    double[] s = new double[columns];
    for (int j = 0; j < columns; j++) {
      c[j] = centre(j) + scale(j) * (moreCentre == null ? 0 : moreCentre[j]);
      s[j] = scale(j) * (moreScale == null ? 1 : moreScale[j]);
    }
    if (values == null) {
      return new SparseColumns(columns, starts, indices, null, c, s, root);
    }
    // values are divided at once: their squares may leave the range of numbers
    double[] divided = new double[values.length];
    for (int e = 0; e < divided.length; e++) {
      divided[e] = values[e] / s[indices[e]];
    }
    for (int j = 0; j < columns; j++) {
      c[j] /= s[j];
    }
    return new SparseColumns(columns, starts, indices, divided, c, null, root);
  }

  /** The same rows, each times a number. */
  SparseColumns times(double[] roots, int n) {
    double[] product = Arrays.copyOf(roots, n);
    for (int r = 0; r < n; r++) {
      product[r] *= root(r);
    }
    return new SparseColumns(columns, starts, indices, values, centre, scale, product);
  }

  /** The least and the largest x of every column in the first n rows, those not held included. */
  void ranges(int n, double[] low, double[] high, int[] at) {
    int[] counts = new int[columns];
    for (int j = 0; j < columns; j++) {
      low[at[j]] = Double.POSITIVE_INFINITY;
      high[at[j]] = Double.NEGATIVE_INFINITY;
    }
    for (int e = 0; e < starts[n]; e++) {
      int j = at[indices[e]];
      low[j] = Math.min(low[j], value(e));
      high[j] = Math.max(high[j], value(e));
      counts[indices[e]]++;
    }
    for (int j = 0; j < columns; j++) {
      if (counts[j] < n) {
        low[at[j]] = Math.min(low[at[j]], 0);
        high[at[j]] = Math.max(high[at[j]], 0);
      }
    }
  }
}
