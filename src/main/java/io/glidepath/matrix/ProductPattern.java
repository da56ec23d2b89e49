package io.glidepath.matrix;

import java.util.Arrays;
import java.util.List;

/**
 * Which products of columns there are: those of dense columns with all, and of sparse ones where
 * they meet in a row. Both triangles, column after column.
 *
 * @param starts entries of column j are starts[j]..starts[j + 1] - 1
 * @param rows of the entries, ascending in each column
 * @param centre of each column, in its scale; null if none is moved, and then column 0 is ones
 */
record ProductPattern(int[] starts, int[] rows, double[] centre) {

  /** The pairs of any of several sums. */
  static ProductPattern of(List<SparseCrossProducts> sums) {
    SparseCrossProducts first = sums.get(0);
    PairSums met = first.pairs;
    if (sums.size() > 1) {
      PairSums together = new PairSums();
      sums.forEach(s -> together.add(s.pairs));
      met = together;
    }
    int p = first.dense.length + first.sparse.length;
    int[] starts = new int[p + 1];
    for (int k : first.dense) {
      starts[k + 1] = p;
    }
    for (int j : first.sparse) {
      starts[j + 1] = first.dense.length + 1;
    }
    int[] at = first.sparse;
    met.each(
        (j, k, sum) -> {
          starts[at[j] + 1]++;
          starts[at[k] + 1]++;
        });
    for (int j = 0; j < p; j++) {
      starts[j + 1] = Math.addExact(starts[j], starts[j + 1]);
    }
    int[] next = starts.clone();
    int[] rows = new int[starts[p]];
    for (int k : first.dense) {
      for (int j = 0; j < p; j++) {
        rows[next[k]++] = j;
      }
      for (int j : at) {
        rows[next[j]++] = k;
      }
    }
    for (int j : at) {
      rows[next[j]++] = j;
    }
    met.each(
        (j, k, sum) -> {
          rows[next[at[j]]++] = at[k];
          rows[next[at[k]]++] = at[j];
        });
    for (int j : at) {
      Arrays.sort(rows, starts[j], starts[j + 1]);
    }
    return new ProductPattern(starts, rows, centre(first, p));
  }

  private static double[] centre(SparseCrossProducts sums, int p) {
    if (sums.centre == null) {
      return null;
    }
    double[] centre = new double[p];
    for (int k = 0; k < sums.sparse.length; k++) {
      centre[sums.sparse[k]] = sums.centre[k];
    }
    return centre;
  }

  int size() {
    return starts.length - 1;
  }

  /** The values of sums, entry by entry; pairs that they have not met are 0. */
  double[] fill(SparseCrossProducts sums) {
    double[] values = new double[rows.length];
    int d = sums.dense.length;
    int s = sums.sparse.length;
    for (int k = 0; k < d; k++) {
      int column = sums.dense[k];
      for (int j = 0; j <= k; j++) {
        set(values, sums.dense[j], column, sums.square[k * d + j]);
      }
      for (int j = 0; j < s; j++) {
        set(values, sums.sparse[j], column, sums.mixed[k * s + j]);
      }
    }
    for (int j = 0; j < s; j++) {
      set(values, sums.sparse[j], sums.sparse[j], sums.own[j]);
    }
    sums.pairs.each((j, k, sum) -> set(values, sums.sparse[j], sums.sparse[k], sum));
    return values;
  }

  private void set(double[] values, int j, int k, double value) {
    values[entry(j, k)] = value;
    values[entry(k, j)] = value;
  }

  /** Where row j of column k is. */
  int entry(int j, int k) {
    int at = Arrays.binarySearch(rows, starts[k], starts[k + 1], j);
    if (at < 0) {
      throw new IllegalStateException("no product of columns " + j + " and " + k);
    }
    return at;
  }

  /** Some rows and columns of a pattern, and where their entries are in it. */
  static Choice choose(int[] starts, int[] rows, int[] chosen) {
    int[] place = new int[starts.length - 1];
    Arrays.fill(place, -1);
    int most = 0;
    for (int a = 0; a < chosen.length; a++) {
      place[chosen[a]] = a;
      most += starts[chosen[a] + 1] - starts[chosen[a]];
    }
    int[] newStarts = new int[chosen.length + 1];
    int[] newRows = new int[most];
    int[] from = new int[most];
    int to = 0;
    for (int a = 0; a < chosen.length; a++) {
      for (int e = starts[chosen[a]]; e < starts[chosen[a] + 1]; e++) {
        if (place[rows[e]] >= 0) {
          newRows[to] = place[rows[e]];
          from[to++] = e;
        }
      }
      newStarts[a + 1] = to;
    }
    return new Choice(newStarts, Arrays.copyOf(newRows, to), Arrays.copyOf(from, to));
  }

  /**
   * A part of a pattern.
   *
   * @param from where each entry stands in all of it
   */
  record Choice(int[] starts, int[] rows, int[] from) {}
}
