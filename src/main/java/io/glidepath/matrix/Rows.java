package io.glidepath.matrix;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rows of a design matrix X, n x p: dense columns and sparse ones, in any order. Sparse columns
 * hold what is not 0, and no values while all of these are 1, as the levels of a category are.
 *
 * <p>Everything that is computed from rows is a verb here, and means the same whatever columns are
 * stored how: products with coefficients, residuals and weights, in standard units too ({@link
 * #standardized}). Dense columns are put into units number by number; sparse ones keep what they
 * hold and are brought into units by algebra on the sums ({@link SparseProducts} has the formulas).
 * Without sparse columns each verb is one call of BLAS.
 *
 * <p>Coefficients and residuals of m models are column-major, model after model. Cost: 2 m flops an
 * entry and 2 m an element of dense columns, and p m to turn coefficients for the sparse ones. Rows
 * are filled by a {@link RowsWriter}; nobody else sees the arrays. Not thread-safe.
 */
public final class Rows implements Serializable {
  private static final long serialVersionUID = 1;

  private int rows;
  final DenseColumns dense;

  /** Null where no column is sparse, and so are the places: dense column j is column j then. */
  final SparseColumns sparse;

  final ColumnPlaces places;

  /** What is done with the values of a dense column where they lie, {@code values[from + r]}. */
  @FunctionalInterface
  public interface InPlace {
    void visit(int column, double[] values, int from);
  }

  Rows(int rows, DenseColumns dense, SparseColumns sparse, ColumnPlaces places) {
    this.rows = rows;
    this.dense = dense;
    this.sparse = sparse;
    this.places = places;
  }

  /**
   * Room for rows.
   *
   * @param columns p
   * @param capacity the number of rows there is room for
   * @param sparse positions of the columns that are sparse, ascending
   */
  public static Rows of(int columns, int capacity, int... sparse) {
    if (sparse.length == 0) {
      return new Rows(0, new DenseColumns(columns, capacity), null, null);
    }
    ColumnPlaces places = ColumnPlaces.of(columns, sparse);
    return new Rows(
        0,
        new DenseColumns(places.dense.length, capacity),
        new SparseColumns(sparse.length, capacity),
        places);
  }

  /** Room for rows of the same columns. */
  public Rows empty(int capacity) {
    return new Rows(
        0,
        new DenseColumns(dense.columns, capacity),
        sparse == null ? null : new SparseColumns(sparse.columns, capacity),
        places);
  }

  /** Bytes that {@link #writeSparse} takes; 0 where no column is sparse. */
  public long sparseBytes() {
    return sparse == null ? 0 : 4L * (1 + places.sparse.length) + sparse.bytes(rows);
  }

  /** Writes the sparse columns, units included: every bit of them. */
  public void writeSparse(ByteBuffer to) {
    if (sparse != null) {
      to.putInt(places.sparse.length);
      for (int j : places.sparse) {
        to.putInt(j);
      }
      sparse.write(rows, to);
    }
  }

  /** Rows whose sparse columns were written, n of them; the dense ones are still to be filled. */
  public static Rows readSparse(int columns, int n, ByteBuffer from) {
    int[] at = new int[from.getInt()];
    for (int k = 0; k < at.length; k++) {
      at[k] = from.getInt();
    }
    ColumnPlaces places = ColumnPlaces.of(columns, at);
    DenseColumns dense = new DenseColumns(places.dense.length, n);
    return new Rows(n, dense, SparseColumns.read(at.length, n, from), places);
  }

  public RowsWriter writer() {
    return new RowsWriter(this);
  }

  /** n. */
  public int rows() {
    return rows;
  }

  void setRows(int n) {
    rows = n;
  }

  /** p. */
  public int columns() {
    return sparse == null ? dense.columns : places.size();
  }

  /** The number of rows there is room for. */
  public int capacity() {
    return dense.stride;
  }

  /** Number of entries of sparse columns. */
  public int entries() {
    return sparse == null ? 0 : sparse.entries(rows);
  }

  /** Positions of the columns that are sparse, ascending. */
  public int[] sparseColumns() {
    return sparse == null ? new int[0] : places.sparse.clone();
  }

  boolean isSparse(int column) {
    return sparse != null && places.isSparse(column);
  }

  /** Which of the dense columns, or of the sparse ones, a column is. */
  int place(int column) {
    return sparse == null ? column : places.of(column);
  }

  /** The position of a dense column. */
  private int position(int k) {
    return sparse == null ? k : places.dense[k];
  }

  /** What was written. */
  public double value(int row, int column) {
    return isSparse(column)
        ? sparse.held(row, place(column))
        : dense.values[place(column) * dense.stride + row];
  }

  /** The numbers of a row in columns first to end - 1, without zeros of sparse ones. */
  public DoubleStream held(int row, int first, int end) {
    if (sparse == null) {
      return IntStream.range(first, end).mapToDouble(j -> value(row, j));
    }
    return DoubleStream.concat(
        Arrays.stream(places.dense)
            .filter(j -> j >= first && j < end)
            .mapToDouble(j -> value(row, j)),
        IntStream.range(sparse.starts[row], sparse.starts[row + 1])
            .filter(e -> places.sparse[sparse.indices[e]] >= first)
            .filter(e -> places.sparse[sparse.indices[e]] < end)
            .mapToDouble(sparse::value));
  }

  /** Whether every number is finite. */
  public boolean finite() {
    return dense.finite(rows) && (sparse == null || sparse.finite(rows));
  }

  /** Takes a visitor to every dense column, in order; it may change the values. */
  public void eachDense(InPlace visitor) {
    for (int k = 0; k < dense.columns; k++) {
      visitor.visit(position(k), dense.values, k * dense.stride);
    }
  }

  /** Column j in the first n elements. */
  public void column(int j, double[] to) {
    if (isSparse(j)) {
      sparse.column(place(j), rows, to);
    } else {
      System.arraycopy(dense.values, place(j) * dense.stride, to, 0, rows);
    }
  }

  /** The least and the largest number of every sparse column, by position. */
  public void sparseRanges(double[] low, double[] high) {
    if (sparse != null) {
      sparse.ranges(rows, low, high, places.sparse);
    }
  }

  /** Y := X B, with B p x m from an offset on and Y n x m in the first n m elements. */
  public void multiply(double[] b, int offset, int m, double[] y, Blas blas) {
    if (sparse == null) {
      blas.multiply(rows, m, dense.columns, dense.values, dense.stride, b, offset, y);
      return;
    }
    MixedProducts.multiply(this, b, offset, m, y, blas);
  }

  /** G := G + X'R, with R n x m and G p x m from an offset on. */
  public void addTransposed(double[] r, int m, double[] g, int offset, Blas blas) {
    if (sparse == null) {
      blas.addTransposedProduct(dense.columns, m, rows, dense.values, dense.stride, r, g, offset);
      return;
    }
    MixedProducts.addTransposed(this, r, m, g, offset, blas);
  }

  /** g := X'v, p numbers: with v = w the weighted sums of the columns. */
  public void multiplyTransposed(double[] v, double[] g, Blas blas) {
    if (sparse == null) {
      blas.multiplyTransposed(rows, dense.columns, dense.values, dense.stride, v, g);
      return;
    }
    Arrays.fill(g, 0, places.size(), 0);
    MixedProducts.addTransposed(this, v, 1, g, 0, blas);
  }

  /**
   * C := C + X'X in the upper triangle of the leading p x p; with {@link #weighted} rows X'WX.
   * Dense columns by a rank-n update, dense with sparse ones as residuals, pairs of sparse entries
   * row by row; and p_s^2 for the units of p_s sparse columns.
   */
  public void addCrossProducts(double[] c, int stride, Blas blas) {
    if (sparse == null) {
      blas.addCrossProduct(dense.columns, rows, dense.values, dense.stride, c, stride);
      return;
    }
    MixedProducts.addCrossProducts(this, c, stride, blas);
  }

  /** Adds sum w x^2 of every column. */
  public void addSquares(double[] weights, double[] squares) {
    for (int k = 0; k < dense.columns; k++) {
      squares[position(k)] += dense.square(k, rows, weights);
    }
    if (sparse != null) {
      SparseProducts.addSquares(sparse, rows, weights, squares, places.sparse);
    }
  }

  /**
   * The rows, each times a number.
   *
   * @param spare a former result, whose memory is used again; may be null
   */
  public Rows weighted(double[] roots, Rows spare) {
    return new Rows(
        rows,
        dense.times(roots, rows, spare == null ? null : spare.dense),
        sparse == null ? null : sparse.times(roots, rows),
        places);
  }

  /**
   * The rows with every sparse column as root (x - centre) / scale. Dense columns are shared, and
   * stay as they are.
   *
   * @param centre by position, and so is scale; each of the three may be null, for nothing to do
   */
  public Rows sparseAs(double[] centre, double[] scale, double[] roots) {
    if (sparse == null) {
      return this;
    }
    SparseColumns moved = sparse.in(pick(centre, places.sparse), pick(scale, places.sparse));
    return new Rows(rows, dense, roots == null ? moved : moved.times(roots, rows), places);
  }

  /** Chosen columns, ascending. */
  public Rows columns(int[] chosen) {
    return ChosenColumns.of(this, false, chosen, null, null);
  }

  /**
   * Chosen columns as (x_j - centre_j) / scale_j, after a column of ones if there is an intercept.
   *
   * @param chosen ascending
   * @param centre one for each of them
   * @param scale one for each of them, positive
   */
  public Rows standardized(boolean intercept, int[] chosen, double[] centre, double[] scale) {
    return ChosenColumns.of(this, intercept, chosen, centre, scale);
  }

  static double[] pick(double[] numbers, int[] chosen) {
    return numbers == null ? null : Arrays.stream(chosen).mapToDouble(k -> numbers[k]).toArray();
  }
}
