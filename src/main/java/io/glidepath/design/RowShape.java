package io.glidepath.design;

import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How the columns of a design are held, and so how much a row of it takes.
 *
 * <p>A column is held as a sparse one where it is not 0 in at most one of eight rows, if there are
 * 256 such columns at least. At that share its entries take about as long as all the elements of a
 * dense column, which BLAS multiplies faster; fewer columns are done with sooner in one dense
 * product (DenseOrSparse in src/bench). It also keeps the digits of a column of large mean: only
 * one that is mostly 0 may be centred by algebra on sums.
 *
 * @param columns of the design
 * @param sparse positions of those that are sparse, ascending
 * @param entries of sparse columns in a row, on average; 0 without sparse columns
 */
public record RowShape(int columns, int[] sparse, double entries) implements Serializable {
  /** The largest share of rows in which a sparse column is not 0. */
  static final double SHARE = 1.0 / 8;

  /** The least number of sparse columns. */
  static final int FEWEST = 256;

  private static final int USUAL = 64;
  private static final int NUMBER_BYTES = 8;

  /** A position and a value. */
  private static final int ENTRY_BYTES = 12;

  /** Products that are more than so many times the numbers of all rows are not worth a sum. */
  private static final int MORE = 8;

  /** Label, weight and offset. */
  private static final int BESIDES = 3;

  /** Dense columns only. */
  public static RowShape dense(int columns) {
    return new RowShape(columns, new int[0], 0);
  }

  /**
   * Chooses.
   *
   * @param shares of the rows in which each column is not 0; NaN where that is not known, which
   *     makes a column dense
   */
  public static RowShape of(double[] shares) {
    int[] sparse = IntStream.range(0, shares.length).filter(j -> shares[j] <= SHARE).toArray();
    return sparse.length < FEWEST
        ? dense(shares.length)
        : new RowShape(
            shares.length, sparse, Arrays.stream(sparse).mapToDouble(j -> shares[j]).sum());
  }

  /**
   * At most how many numbers it takes to hold the products of all pairs of columns that do not
   * vanish because no row holds both of them, each in either order, or, where these are fewer, the
   * rows with their weights; empty without sparse columns.
   *
   * @param rows if they are known: else every sparse column is taken to meet {@value #USUAL} others
   */
  public OptionalDouble products(OptionalLong rows) {
    if (sparse.length == 0) {
      return OptionalDouble.empty();
    }
    if (rows.isPresent() && factored(rows.getAsLong())) {
      return OptionalDouble.of(rows.getAsLong() * (keptBytes(1) / NUMBER_BYTES));
    }
    return OptionalDouble.of(pairs(rows));
  }

  /** Whether products of columns are better held as the rows. */
  public boolean factored(long rows) {
    return sparse.length > 0 && pairs(OptionalLong.of(rows)) > MORE * (rows * (numbers() + 1));
  }

  private double pairs(OptionalLong rows) {
    double s = sparse.length;
    double dense = columns - s + 1; // and the ones of an intercept
    double met =
        rows.isPresent() ? rows.getAsLong() * entries * Math.max(0, entries - 1) : USUAL * s;
    return dense * dense + 2 * dense * s + s + Math.min(s * s, met);
  }

  boolean isSparse(int column) {
    return Arrays.binarySearch(sparse, column) >= 0;
  }

  /** Numbers of a row that something must be done with. */
  double numbers() {
    return columns - sparse.length + entries;
  }

  /** Bytes of a row's columns. */
  double bytes() {
    return NUMBER_BYTES * (double) (columns - sparse.length) + ENTRY_BYTES * entries;
  }

  /** Bytes of a row that is kept, in so many dense columns more. */
  public double keptBytes(int more) {
    return bytes() + NUMBER_BYTES * (double) (more + BESIDES);
  }
}
