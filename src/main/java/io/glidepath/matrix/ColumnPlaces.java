package io.glidepath.matrix;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which columns of some rows are dense and which are sparse. */
final class ColumnPlaces implements Serializable {
  private static final long serialVersionUID = 1;

  /** Positions of the dense columns, and of the sparse ones, ascending. */
  final int[] dense;

  final int[] sparse;

  /** By position: which dense column it is, or minus one minus which sparse one. */
  private final int[] places;

  ColumnPlaces(int[] dense, int[] sparse) {
    this.dense = dense;
    this.sparse = sparse;
    this.places = new int[dense.length + sparse.length];
    for (int k = 0; k < dense.length; k++) {
      places[dense[k]] = k;
    }
    for (int k = 0; k < sparse.length; k++) {
      places[sparse[k]] = -1 - k;
    }
  }

  static ColumnPlaces of(int columns, int[] sparse) {
    return new ColumnPlaces(
        IntStream.range(0, columns).filter(j -> Arrays.binarySearch(sparse, j) < 0).toArray(),
        sparse.clone());
  }

  /** Number of columns. */
  int size() {
    return places.length;
  }

  boolean isSparse(int column) {
    return places[column] < 0;
  }

  /** Which of the dense columns, or of the sparse ones, a column is. */
  int of(int column) {
    int place = places[column];
    return place >= 0 ? place : -1 - place;
  }
}
