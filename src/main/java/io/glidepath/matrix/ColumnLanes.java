package io.glidepath.matrix;

import java.util.Arrays;

/**
 * The columns of rows that are at hand, for m models at once: the numbers of all models for a row
 * lie side by side, {@code vectors[row * m + model]}, so that an entry of a column meets whole
 * vectors of them. A column is what is held of it, x; in the units of the rows it is x - {@link
 * #centre}.
 *
 * <p>Cost of each verb: 2 to 4 m flops an entry of the column. Not changed after it is made.
 */
public final class ColumnLanes {
  private static final SparseLoops LOOPS = SparseLoops.choose();

  private final int rows;
  private final double[] centre;

  /** A column of X is a row of these. */
  private final SparseColumns turned;

  private final SparseColumns squares;

  private ColumnLanes(int rows, double[] centre, SparseColumns turned, SparseColumns squares) {
    this.rows = rows;
    this.centre = centre;
    this.turned = turned;
    this.squares = squares;
  }

  static ColumnLanes of(FactorColumns x) {
    double[] squares = Arrays.stream(x.values()).map(v -> v * v).toArray();
    return new ColumnLanes(x.rows(), x.centre(), turned(x, x.values()), turned(x, squares));
  }

  private static SparseColumns turned(FactorColumns x, double[] values) {
    return new SparseColumns(x.rows(), x.starts(), x.at(), values, null, null, null);
  }

  /** n. */
  public int rows() {
    return rows;
  }

  /** p. */
  public int columns() {
    return centre.length;
  }

  /** What is taken off each element of column j, those not held included. */
  public double centre(int j) {
    return centre[j];
  }

  /** sums_k := sum_r x_rj v_rk. */
  public void dots(int j, double[] vectors, int m, double[] sums) {
    Arrays.fill(sums, 0, m, 0);
    LOOPS.gather(turned, j, vectors, m, sums, 0);
  }

  /** sums_k := sum_r x_rj^2 v_rk. */
  public void squares(int j, double[] vectors, int m, double[] sums) {
    Arrays.fill(sums, 0, m, 0);
    LOOPS.gather(squares, j, vectors, m, sums, 0);
  }

  /** v_rk := v_rk + factor_k x_rj. */
  public void add(int j, double[] factors, int m, double[] vectors) {
    LOOPS.scatter(turned, j, factors, 0, m, vectors);
  }

  /** v_rk := v_rk + factor_k w_rk x_rj. */
  public void addWeighted(int j, double[] factors, double[] weights, int m, double[] vectors) {
    LOOPS.scatter(turned, j, factors, 0, weights, m, vectors);
  }
}
