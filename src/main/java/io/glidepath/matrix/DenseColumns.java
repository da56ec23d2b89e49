package io.glidepath.matrix;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Dense columns side by side, column-major with a fixed stride: row r of column j is {@code
 * values[j * stride + r]}, so that whole columns copy in and level-3 BLAS reads them in place. Not
 * thread-safe.
 */
final class DenseColumns implements Serializable {
  private static final long serialVersionUID = 1;

  final int columns;
  final int stride;
  final double[] values;

  DenseColumns(int columns, int stride) {
    this(columns, stride, new double[Math.multiplyExact(columns, stride)]);
  }

  private DenseColumns(int columns, int stride, double[] values) {
    this.columns = columns;
    this.stride = stride;
    this.values = values;
  }

  /** Column j here := (column k there - centre) / scale, n rows. */
  void copy(int j, DenseColumns there, int k, int n, double centre, double scale) {
    int to = j * stride;
    int from = k * there.stride;
    for (int r = 0; r < n; r++) {
      values[to + r] = (there.values[from + r] - centre) / scale;
    }
  }

  /** Column j here := column k there, n rows. */
  void copy(int j, DenseColumns there, int k, int n) {
    System.arraycopy(there.values, k * there.stride, values, j * stride, n);
  }

  void fill(int j, int n, double value) {
    Arrays.fill(values, j * stride, j * stride + n, value);
  }

  /**
   * The first n rows, each times a number.
   *
   * @param spare columns whose memory is used where it is enough; may be null
   */
  DenseColumns times(double[] roots, int n, DenseColumns spare) {
    int size = Math.multiplyExact(columns, n);
    double[] room = spare != null && spare.values.length >= size ? spare.values : new double[size];
    DenseColumns product = new DenseColumns(columns, n, room);
    for (int j = 0; j < columns; j++) {
      int from = j * stride;
      int to = j * n;
      for (int r = 0; r < n; r++) {
        room[to + r] = roots[r] * values[from + r];
      }
    }
    return product;
  }

  /** A row takes the place of another. */
  void move(int from, int to) {
    for (int j = 0; j < columns; j++) {
      values[j * stride + to] = values[j * stride + from];
    }
  }

  boolean finite(int n) {
    boolean finite = true;
    for (int j = 0; finite && j < columns; j++) {
      finite = Finite.all(values, j * stride, j * stride + n);
    }
    return finite;
  }

  /** sum w x^2 of column j. */
  double square(int j, int n, double[] weights) {
    double sum = 0;
    int from = j * stride;
    for (int r = 0; r < n; r++) {
      sum += weights[r] * values[from + r] * values[from + r];
    }
    return sum;
  }
}
