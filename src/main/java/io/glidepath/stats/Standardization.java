package io.glidepath.stats;

import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * The units in which losses are evaluated: a column of ones if there is an intercept, then the
 * chosen design columns as (x_j - centre_j) / scale_j. Centring before anything else keeps the
 * digits of a column of large mean; the choice leaves out constant columns and copies.
 *
 * @param intercept whether the first column is the constant 1
 * @param columns positions in the design, ascending
 * @param centre one for each of them, on the scale of the data; zeros without intercept
 * @param scale one for each of them, positive
 */
public record Standardization(boolean intercept, int[] columns, double[] centre, double[] scale)
    implements Serializable {

  /** Number of columns of a standardized block, the one of ones included. */
  public int width() {
    return columns.length + (intercept ? 1 : 0);
  }

  /** The rows of a block in these units, as a block of its own of exactly so many rows. */
  public Block apply(Block rows) {
    int n = rows.rows();
    Block block = new Block(rows.cell(), width(), n);
    double[] values = block.values();
    int at = 0;
    if (intercept) {
      java.util.Arrays.fill(values, 0, n, 1);
      at = n;
    }
    for (int j = 0; j < columns.length; j++, at += n) {
      int from = columns[j] * rows.stride();
      for (int r = 0; r < n; r++) {
        values[at + r] = (rows.values()[from + r] - centre[j]) / scale[j];
      }
    }
    System.arraycopy(rows.labels(), 0, block.labels(), 0, n);
    System.arraycopy(rows.weights(), 0, block.weights(), 0, n);
    System.arraycopy(rows.offsets(), 0, block.offsets(), 0, n);
    block.setRows(n);
    return block;
  }
}
