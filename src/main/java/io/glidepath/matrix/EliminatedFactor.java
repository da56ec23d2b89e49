package io.glidepath.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Solves with a sparse matrix many of whose columns have no entry with each other, as the levels of
 * a category: these are eliminated, which is exact, and what is left is dense and small,
 *
 * <pre>
 *   D = S_ee, diagonal,   M = S_rr - S_re D^-1 S_er
 *   x_r = M^-1 (g_r - S_re D^-1 g_e),   x_e = D^-1 (g_e - S_er x_r)
 * </pre>
 *
 * <p>Columns are chosen for it greedily, those of few entries first. Cost: the squares of the
 * entries of the eliminated columns, and r^3 / 3 flops; a solution 2 flops an entry and 2 r^2.
 */
final class EliminatedFactor implements SymmetricFactor {
  /** More columns that are left take longer than a few hundred products. */
  private static final int MOST_LEFT = 2500;

  private static final double MOST_UPDATES = 5e8;

  private static final int WORTH = 12;

  private final int n;
  private final int[] eliminated;
  private final int[] left;
  private final double[] diagonal;

  /** Entries of eliminated column i with those left: starts[i]..starts[i + 1] - 1. */
  private final int[] starts;

  private final int[] rows;
  private final double[] values;
  private final SymmetricFactor rest;

  private EliminatedFactor(
      int n,
      int[] eliminated,
      int[] left,
      double[] diagonal,
      int[] starts,
      int[] rows,
      double[] values,
      SymmetricFactor rest) {
    this.n = n;
    this.eliminated = eliminated;
    this.left = left;
    this.diagonal = diagonal;
    this.starts = starts;
    this.rows = rows;
    this.values = values;
    this.rest = rest;
  }

  /**
   * Of a matrix given by its columns.
   *
   * @param starts entries of column j are starts[j]..starts[j + 1] - 1, both triangles
   * @param ridge what is added to the diagonal
   * @return null if too much is left, or the matrix is not positive definite
   */
  static EliminatedFactor of(int[] starts, int[] rows, double[] values, double[] ridge, Blas blas) {
    int n = ridge.length;
    int[] eliminated = apart(starts, rows);
    int[] place = new int[n];
    Arrays.fill(place, -1);
    for (int e : eliminated) {
      place[e] = -2;
    }
    int[] left = IntStream.range(0, n).filter(j -> place[j] == -1).toArray();
    double updates = 0;
    int entries = 0;
    for (int e : eliminated) {
      double met = starts[e + 1] - starts[e];
      updates += met * met / 2;
      entries += (int) met;
    }
    if (left.length > MOST_LEFT || updates > MOST_UPDATES) {
      return null;
    }
    for (int a = 0; a < left.length; a++) {
      place[left[a]] = a;
    }
    int r = left.length;
    double[] m = new double[r * r];
    for (int a = 0; a < r; a++) {
      for (int e = starts[left[a]]; e < starts[left[a] + 1]; e++) {
        int b = place[rows[e]];
        if (b >= 0 && b <= a) {
          m[a * r + b] = values[e];
        }
      }
      m[a * r + a] += ridge[left[a]];
    }
    double[] diagonal = new double[eliminated.length];
    int[] newStarts = new int[eliminated.length + 1];
    int[] newRows = new int[entries];
    double[] newValues = new double[entries];
    int to = 0;
    for (int i = 0; i < eliminated.length; i++) {
      int j = eliminated[i];
      diagonal[i] = ridge[j];
      for (int e = starts[j]; e < starts[j + 1]; e++) {
        if (rows[e] == j) {
          diagonal[i] += values[e];
        } else {
          newRows[to] = place[rows[e]];
          newValues[to++] = values[e];
        }
      }
      newStarts[i + 1] = to;
      if (!(diagonal[i] > 0)) {
        return null;
      }
      update(m, r, newRows, newValues, newStarts[i], to, diagonal[i]);
    }
    SymmetricFactor rest = r == 0 ? null : SymmetricFactor.of(r, m, blas);
    return r > 0 && rest == null
        ? null
        : new EliminatedFactor(n, eliminated, left, diagonal, newStarts, newRows, newValues, rest);
  }

  /** m := m - v v' / d for the entries of one column, rows ascending. */
  private static void update(
      double[] m, int r, int[] rows, double[] values, int from, int end, double d) {
    for (int e = from; e < end; e++) {
      double share = values[e] / d;
      int row = rows[e] * r;
      for (int f = from; f <= e; f++) {
        m[row + rows[f]] -= share * values[f];
      }
    }
  }

  /** Columns without an entry with each other, ascending. */
  private static int[] apart(int[] starts, int[] rows) {
    int n = starts.length - 1;
    boolean[] met = new boolean[n];
    boolean[] chosen = new boolean[n];
    IntStream.range(0, n)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer j) -> starts[j + 1] - starts[j])
                .thenComparingInt(j -> j))
        .filter(j -> !met[j])
        .forEach(
            j -> {
              chosen[j] = true;
              for (int e = starts[j]; e < starts[j + 1]; e++) {
                met[rows[e]] = true;
              }
            });
    return IntStream.range(0, n).filter(j -> chosen[j]).toArray();
  }

  @Override
  public void solve(int m, double[] x) {
    for (int k = 0; k < m; k++) {
      solve(x, k * n);
    }
  }

  private void solve(double[] x, int at) {
    double[] g = new double[left.length];
    for (int a = 0; a < g.length; a++) {
      g[a] = x[at + left[a]];
    }
    for (int i = 0; i < eliminated.length; i++) {
      double t = x[at + eliminated[i]] / diagonal[i];
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        g[rows[e]] -= t * values[e];
      }
    }
    if (rest != null) {
      rest.solve(1, g);
    }
    for (int i = 0; i < eliminated.length; i++) {
      double sum = x[at + eliminated[i]];
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        sum -= values[e] * g[rows[e]];
      }
      x[at + eliminated[i]] = sum / diagonal[i];
    }
    for (int a = 0; a < g.length; a++) {
      x[at + left[a]] = g[a];
    }
  }

  @Override
  public int worth() {
    return WORTH;
  }
}
