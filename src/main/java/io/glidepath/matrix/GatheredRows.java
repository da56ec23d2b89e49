package io.glidepath.matrix;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that are brought together to be looked at as a whole: their columns, in the units they have,
 * and label, weight and offset of each. Mutable, not thread-safe.
 *
 * <p>Memory: 12 bytes for an entry of a sparse column, 8 for an element of a dense one and for each
 * of the three; up to as much again for what is to come.
 */
public final class GatheredRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final ColumnPlaces places;

  /** Of sparse columns, in their scale; null if none is moved. */
  private final double[] centre;

  private final FactorRows rows;
  private double[] labels = {};
  private double[] weights = {};
  private double[] offsets = {};

  private GatheredRows(ColumnPlaces places, double[] centre) {
    this.places = places;
    this.centre = centre;
    this.rows = new FactorRows(places.dense.length);
  }

  /** None yet, with columns in the units of some rows. */
  public static GatheredRows like(Rows rows) {
    return rows.sparse == null
        ? new GatheredRows(ColumnPlaces.of(rows.columns(), new int[0]), null)
        : new GatheredRows(rows.places, SparseCrossProducts.centre(rows.sparse));
  }

  /** None yet, with the same columns. */
  public GatheredRows empty() {
    return new GatheredRows(places, centre);
  }

  /** Appends the rows of a block. */
  public void add(Block block) {
    int first = rows.count();
    rows.add(block.x());
    append(first, block.rows(), block.labels(), block.weights(), block.offsets());
  }

  /** Appends the rows of others. */
  public void add(GatheredRows more) {
    int first = rows.count();
    rows.add(more.rows);
    append(first, more.count(), more.labels, more.weights, more.offsets);
  }

  private void append(int first, int n, double[] y, double[] w, double[] o) {
    if (labels.length < first + n) {
      int room = 2 * (first + n);
      labels = Arrays.copyOf(labels, room);
      weights = Arrays.copyOf(weights, room);
      offsets = Arrays.copyOf(offsets, room);
    }
    System.arraycopy(y, 0, labels, first, n);
    System.arraycopy(w, 0, weights, first, n);
    System.arraycopy(o, 0, offsets, first, n);
  }

  /** Number of rows. */
  public int count() {
    return rows.count();
  }

  public double label(int row) {
    return labels[row];
  }

  public double weight(int row) {
    return weights[row];
  }

  public double offset(int row) {
    return offsets[row];
  }

  /**
   * The columns of all rows of several, one after the other; of one at least.
   *
   * @param movable whether columns may be measured from another number than 0
   */
  public static ColumnLanes columns(List<GatheredRows> parts, boolean movable) {
    GatheredRows first = parts.get(0);
    FactorColumns columns =
        FactorColumns.of(first.places, first.centre, parts.stream().map(p -> p.rows).toList());
    return ColumnLanes.of(movable ? columns.fromUsual() : columns);
  }
}
