package io.glidepath.matrix;

import java.io.Serializable;

/**
 * Some rows of one cell: their design columns, and label, weight and offset of each. It is what
 * every pass over the data works on.
 *
 * <p>Weights are positive, everything is finite. A block is a buffer that its reader refills:
 * whoever receives one may change its contents and must not keep it. Not thread-safe.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1;

  private final int cell;
  private final Rows x;
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;

  /** With dense columns only, and room for so many rows. */
  public Block(int cell, int columns, int capacity) {
    this(cell, Rows.of(columns, capacity));
  }

  public Block(int cell, Rows x) {
    this.cell = cell;
    this.x = x;
    this.labels = new double[x.capacity()];
    this.weights = new double[x.capacity()];
    this.offsets = new double[x.capacity()];
  }

  /** The same labels, weights and offsets beside other columns of the same rows. */
  public Block with(Rows other) {
    Block block = new Block(cell, other);
    System.arraycopy(labels, 0, block.labels, 0, rows());
    System.arraycopy(weights, 0, block.weights, 0, rows());
    System.arraycopy(offsets, 0, block.offsets, 0, rows());
    return block;
  }

  /** The number of the cell that the rows are in: their fold, and its repeat. */
  public int cell() {
    return cell;
  }

  /** The design columns. */
  public Rows x() {
    return x;
  }

  public int columns() {
    return x.columns();
  }

  /** The number of rows there is room for. */
  public int capacity() {
    return x.capacity();
  }

  public int rows() {
    return x.rows();
  }

  public void setRows(int rows) {
    x.setRows(rows);
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
