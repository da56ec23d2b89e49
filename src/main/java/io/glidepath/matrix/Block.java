package io.glidepath.matrix;

import java.io.Serializable;

/**
 * Some rows of one cell as plain arrays: what every pass over the data works on.
 *
 * <p>Values are column-major with a fixed stride: row r of column j is {@code values[j * stride +
 * r]}, so that whole columns copy in and level-3 BLAS reads them in place. Weights are positive,
 * everything is finite. A block is a buffer that its reader refills: whoever receives one may
 * change its contents and must not keep it. Not thread-safe.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1;

  private final int cell;
  private final int columns;
  private final int stride;
  private final double[] values;
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;
  private int rows;

  /**
   * @param stride the number of rows there is room for
   */
  public Block(int cell, int columns, int stride) {
    this.cell = cell;
    this.columns = columns;
    this.stride = stride;
    this.values = new double[Math.multiplyExact(columns, stride)];
    this.labels = new double[stride];
    this.weights = new double[stride];
    this.offsets = new double[stride];
  }

  /** The number of the cell that the rows are in: their fold, and its repeat. */
  public int cell() {
    return cell;
  }

  public int columns() {
    return columns;
  }

  public int stride() {
    return stride;
  }

  public int rows() {
    return rows;
  }

  public void setRows(int rows) {
    this.rows = rows;
  }

  public double[] values() {
    return values;
  }

  public double[] labels() {
    return labels;
  }

  public double[] weights() {
    return weights;
  }

  /** The known part of the linear predictor; zeros when there is none. */
  public double[] offsets() {
    return offsets;
  }
}
