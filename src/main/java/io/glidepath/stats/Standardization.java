package io.glidepath.stats;

import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The units in which losses are evaluated: a column of ones if there is an intercept, then the
 * chosen design columns as (x_j - centre_j) / scale_j. Centring before anything else keeps the
 * digits of a column of large mean; the choice leaves out constant columns and copies. Sparse
 * columns stay sparse, and count as if they were in these units.
 *
 * @param intercept whether the first column is the constant 1
 * @param columns positions in the design, ascending
 * @param centre one for each of them, on the scale of the data; zeros without intercept
 * @param scale one for each of them, positive
 */
public record Standardization(boolean intercept, int[] columns, double[] centre, double[] scale)
    implements Serializable {

  /** In units of deviations over some rows, around their means if there is an intercept. */
  public static Standardization of(Moments rows, boolean intercept, int[] columns) {
    return new Standardization(
        intercept,
        columns,
        Arrays.stream(columns).mapToDouble(j -> intercept ? rows.mean(j) : 0).toArray(),
        Arrays.stream(columns).mapToDouble(rows::deviation).toArray());
  }

  /** Number of columns of a standardized block, the one of ones included. */
  public int width() {
    return columns.length + (intercept ? 1 : 0);
  }

  /** The rows of a block in these units, as a block of its own. */
  public Block apply(Block rows) {
    return rows.with(rows.x().standardized(intercept, columns, centre, scale));
  }
}
