package io.glidepath.matrix;

import java.util.Arrays;
import java.util.List;

/**
 * A matrix X of rows of weights W that are given with every question, column by column, centred by
 * algebra: element (r, j) is x_rj - c_j, and of the x only those are held that are not 0. Products
 * are of whole centred columns,
 *
 * <pre>
 *   sum_r w_r (x_rj - c_j)(x_rk - c_k)
 *     = sum_r w_r x_rj x_rk - c_j sum_r w_r x_rk - c_k sum_r w_r x_rj + c_j c_k sum_r w_r
 * </pre>
 *
 * @param rows n
 * @param starts entries of column j are starts[j]..starts[j + 1] - 1
 * @param at the rows of the entries, ascending in each column
 * @param centre c, by column
 */
record FactorColumns(int rows, int[] starts, int[] at, double[] values, double[] centre) {

  /**
   * Puts rows one after the other.
   *
   * @param centre of sparse columns; null if all are 0
   */
  static FactorColumns of(ColumnPlaces places, double[] centre, List<FactorRows> parts) {
    int p = places.size();
    int[] starts = new int[p + 1];
    for (FactorRows part : parts) {
      part.each(places, (r, j, x) -> starts[j + 1]++);
    }
    for (int j = 0; j < p; j++) {
      starts[j + 1] = Math.addExact(starts[j], starts[j + 1]);
    }
    int[] next = starts.clone();
    int[] at = new int[starts[p]];
    double[] values = new double[starts[p]];
    int rows = 0;
    for (FactorRows part : parts) {
      int first = rows;
      part.each(
          places,
          (r, j, x) -> {
            at[next[j]] = first + r;
            values[next[j]++] = x;
          });
      rows += part.count();
    }
    double[] centres = new double[p];
    for (int k = 0; centre != null && k < centre.length; k++) {
      centres[places.sparse[k]] = centre[k];
    }
    return new FactorColumns(rows, starts, at, values, centres);
  }

  int size() {
    return centre.length;
  }

  /** sum_r w_r x_rj. */
  double sum(int j, double[] w) {
    int e = starts[j];
    int end = starts[j + 1];
    double even = 0;
    double odd = 0; // additions that do not wait for each other
    for (; e < end - 1; e += 2) {
      even += w[at[e]] * values[e];
      odd += w[at[e + 1]] * values[e + 1];
    }
    return e < end ? even + odd + w[at[e]] * values[e] : even + odd;
  }

  /** sum_r w_r x_rj^2. */
  double square(int j, double[] w) {
    double sum = 0;
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      sum += w[at[e]] * values[e] * values[e];
    }
    return sum;
  }

  /** v := v + factor x_j. */
  void add(int j, double factor, double[] v) {
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      v[at[e]] += factor * values[e];
    }
  }

  /** v_r := v_r + factor w_r x_rj. */
  void add(int j, double factor, double[] w, double[] v) {
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      v[at[e]] += factor * w[at[e]] * values[e];
    }
  }

  /** v := 0 where x_j is not. */
  void clear(int j, double[] v) {
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      v[at[e]] = 0;
    }
  }

  /** Some columns. */
  FactorColumns chosen(int[] chosen) {
    if (chosen.length == size()) {
      return this;
    }
    int[] newStarts = new int[chosen.length + 1];
    for (int a = 0; a < chosen.length; a++) {
      newStarts[a + 1] = newStarts[a] + starts[chosen[a] + 1] - starts[chosen[a]];
    }
    int[] newAt = new int[newStarts[chosen.length]];
    double[] newValues = new double[newAt.length];
    for (int a = 0; a < chosen.length; a++) {
      int from = starts[chosen[a]];
      int n = newStarts[a + 1] - newStarts[a];
      System.arraycopy(at, from, newAt, newStarts[a], n);
      System.arraycopy(values, from, newValues, newStarts[a], n);
    }
    return new FactorColumns(rows, newStarts, newAt, newValues, Rows.pick(centre, chosen));
  }

  /**
   * The same matrix with every column measured from the number that most of its rows have, if that
   * is not 0, so that fewer are held. Columns of one number stay.
   */
  FactorColumns fromUsual() {
    int[] newStarts = new int[size() + 1];
    int[] newAt = new int[at.length];
    double[] newValues = new double[at.length];
    double[] newCentre = centre.clone();
    int to = 0;
    for (int j = 0; j < size(); j++) {
      double usual = usual(j);
      newCentre[j] -= usual;
      for (int e = starts[j]; e < starts[j + 1]; e++) {
        if (values[e] != usual) {
          newAt[to] = at[e];
          newValues[to++] = values[e] - usual;
        }
      }
      newStarts[j + 1] = to;
    }
    return new FactorColumns(
        rows, newStarts, Arrays.copyOf(newAt, to), Arrays.copyOf(newValues, to), newCentre);
  }

  /** The number of more than half of the rows, if there is one and no row is without a number. */
  private double usual(int j) {
    int held = starts[j + 1] - starts[j];
    if (held < rows) {
      return 0;
    }
    double[] sorted = Arrays.copyOfRange(values, starts[j], starts[j + 1]);
    Arrays.sort(sorted);
    double middle = sorted[held / 2]; // what more than half have is in the middle
    long like = Arrays.stream(sorted).filter(v -> v == middle).count();
    return 2 * like > held && like < held ? middle : 0;
  }

  /** What is done with the product of two columns, the first before the second. */
  @FunctionalInterface
  interface Meeting {
    /**
     * Takes a pair.
     *
     * @param product sum_r w_r x_rj x_rk, not centred
     */
    void visit(int j, int k, double product);
  }

  /**
   * Takes a visitor to the pairs of columns that meet in a row, in the order of the second and then
   * the first. Cost: 2 flops for each pair of entries of a row, and sorting.
   */
  void eachMeeting(double[] w, Meeting visitor) {
    FactorColumns turned = turned();
    double[] sums = new double[size()];
    boolean[] met = new boolean[size()];
    int[] found = new int[size()];
    for (int k = 0; k < size(); k++) {
      int count = 0;
      for (int e = starts[k]; e < starts[k + 1]; e++) {
        int r = at[e];
        double x = w[r] * values[e];
        for (int f = turned.starts[r]; f < turned.starts[r + 1] && turned.at[f] < k; f++) {
          int j = turned.at[f];
          if (!met[j]) {
            met[j] = true;
            found[count++] = j;
          }
          sums[j] += x * turned.values[f];
        }
      }
      Arrays.sort(found, 0, count);
      for (int i = 0; i < count; i++) {
        int j = found[i];
        visitor.visit(j, k, sums[j]);
        sums[j] = 0;
        met[j] = false;
      }
    }
  }

  /** X', whose columns are the rows, without centres. */
  private FactorColumns turned() {
    int[] newStarts = new int[rows + 1];
    for (int r : at) {
      newStarts[r + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      newStarts[r + 1] += newStarts[r];
    }
    int[] next = newStarts.clone();
    int[] columns = new int[at.length];
    double[] newValues = new double[at.length];
    for (int j = 0; j < size(); j++) {
      for (int e = starts[j]; e < starts[j + 1]; e++) {
        columns[next[at[e]]] = j;
        newValues[next[at[e]]++] = values[e];
      }
    }
    return new FactorColumns(size(), newStarts, columns, newValues, new double[rows]);
  }
}
