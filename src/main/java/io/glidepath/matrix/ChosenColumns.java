package io.glidepath.matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Chosen columns of some rows, as rows of their own: dense ones are copied, sparse ones picked. */
final class ChosenColumns {
  private ChosenColumns() {}

  /**
   * The columns.
   *
   * @param ones whether a column of ones comes before them
   * @param chosen ascending
   * @param centre one for each of them; null as they are, and so is scale
   */
  static Rows of(Rows x, boolean ones, int[] chosen, double[] centre, double[] scale) {
    int rows = x.rows();
    int first = ones ? 1 : 0;
    int[] fromDense =
        IntStream.range(0, chosen.length).filter(k -> !x.isSparse(chosen[k])).toArray();
    int[] fromSparse =
        IntStream.range(0, chosen.length).filter(k -> x.isSparse(chosen[k])).toArray();
    DenseColumns some = new DenseColumns(first + fromDense.length, rows);
    int[] at = new int[some.columns];
    if (ones) {
      some.fill(0, rows, 1);
    }
    for (int i = 0; i < fromDense.length; i++) {
      int k = fromDense[i];
      at[first + i] = first + k;
      if (scale == null) {
        some.copy(first + i, x.dense, x.place(chosen[k]), rows);
      } else {
        some.copy(first + i, x.dense, x.place(chosen[k]), rows, centre[k], scale[k]);
      }
    }
    if (fromSparse.length == 0) {
      return new Rows(rows, some, null, null);
    }
    int[] from = Arrays.stream(fromSparse).map(k -> x.place(chosen[k])).toArray();
    return new Rows(
        rows,
        some,
        x.sparse.chosen(rows, from).in(Rows.pick(centre, fromSparse), Rows.pick(scale, fromSparse)),
        new ColumnPlaces(at, Arrays.stream(fromSparse).map(k -> first + k).toArray()));
  }
}
