package io.glidepath.matrix;

import java.util.stream.IntStream;

/**
 * Products with {@link SparseColumns}, put together from sums over what these hold:
 *
 * <pre>
 *   X~ b   = root (X (b / scale) - centre'(b / scale))
 *   X~' r  = (X'(root r) - centre sum(root r)) / scale
 *   X~' X~ = (X'WX - centre u' - u centre' + centre centre' sum(W)) / (scale scale'),
 *            W = root^2,  u = X'W 1
 * </pre>
 *
 * <p>The differences lose no digits that count where a column is 0 in half of the rows or more: its
 * mean is then no larger than its standard deviation. A column that is hardly ever 0 belongs among
 * the dense ones.
 *
 * <p>Coefficients and residuals of several models come model after model, as BLAS wants them, and
 * are turned so that those of a column lie side by side: {@link SparseLoops} then works on whole
 * vectors of models.
 */
final class SparseProducts {
  private static final SparseLoops LOOPS = SparseLoops.choose();

  /** Numbers that are turned at a time, 32 KB: what fits into a core's nearest cache. */
  private static final int TILE = 1 << 12;

  /** From so many models on columns are worth looking for. */
  private static final int MANY = 16;

  /** Columns whose numbers are turned at a time. */
  private static final int STRIP = 32;

  private SparseProducts() {}

  /**
   * A number of every column of X for each of several models, among those of other columns.
   *
   * @param values height x m from an offset on, model after model
   * @param rows in which row the numbers of a sparse column stand
   */
  record Placed(double[] values, int offset, int height, int[] rows) {
    int at(int model, int column) {
      return offset + model * height + rows[column];
    }

    /** Of some columns. */
    Placed of(int[] columns) {
      return new Placed(values, offset, height, IntStream.of(columns).map(j -> rows[j]).toArray());
    }
  }

  /**
   * Y := Y + X~ B.
   *
   * @param b p x m
   * @param y n x m
   */
  static void addProduct(SparseColumns x, int n, Placed b, int m, double[] y) {
    if (m == 0) {
      return;
    }
    int[] held = held(x, n, m);
    SparseColumns own = only(x, n, held);
    double[] lanes = turned(own, b.of(held), m);
    double[] shift = shift(x, b, m);
    int height = Math.max(1, TILE / m);
    double[] tile = new double[height * m];
    for (int first = 0; first < n; first += height) {
      int rows = Math.min(height, n - first);
      for (int t = 0; t < rows; t++) {
        System.arraycopy(shift, 0, tile, t * m, m);
        LOOPS.gather(own, first + t, lanes, m, tile, t * m);
      }
      for (int k = 0; k < m; k++) {
        for (int t = 0, to = k * n + first; t < rows; t++) {
          y[to + t] += x.root == null ? tile[t * m + k] : x.root[first + t] * tile[t * m + k];
        }
      }
    }
  }

  /**
   * Columns that the first n rows hold something of, ascending; all where it is not worth the
   * looking. Of texts, a block holds a fraction of the words.
   */
  private static int[] held(SparseColumns x, int n, int m) {
    if (m < MANY) {
      return IntStream.range(0, x.columns).toArray();
    }
    boolean[] seen = new boolean[x.columns];
    for (int e = 0; e < x.starts[n]; e++) {
      seen[x.indices[e]] = true;
    }
    return IntStream.range(0, x.columns).filter(j -> seen[j]).toArray();
  }

  private static SparseColumns only(SparseColumns x, int n, int[] held) {
    return held.length == x.columns ? x : x.chosen(n, held);
  }

  /** What is taken off each model's products because columns are centred, with the other sign. */
  private static double[] shift(SparseColumns x, Placed b, int m) {
    double[] shift = new double[m];
    if (x.centre != null) {
      double[] inverse = inverseScale(x);
      for (int k = 0; k < m; k++) {
        for (int j = 0; j < x.columns; j++) {
          shift[k] -= x.centre[j] * (b.values[b.at(k, j)] * inverse[j]);
        }
      }
    }
    return shift;
  }

  private static double[] inverseScale(SparseColumns x) {
    return IntStream.range(0, x.columns).mapToDouble(j -> 1 / x.scale(j)).toArray();
  }

  /** Coefficients over scales, those of a column side by side. */
  private static double[] turned(SparseColumns x, Placed b, int m) {
    double[] lanes = new double[Math.multiplyExact(x.columns, m)];
    double[] inverse = inverseScale(x);
    for (int first = 0; first < x.columns; first += STRIP) {
      int end = Math.min(first + STRIP, x.columns);
      for (int k = 0; k < m; k++) {
        for (int j = first; j < end; j++) {
          lanes[j * m + k] = b.values[b.at(k, j)] * inverse[j];
        }
      }
    }
    return lanes;
  }

  /**
   * G := G + X~' R.
   *
   * @param r n x m with a stride
   * @param g p x m
   */
  static void addTransposed(SparseColumns x, int n, double[] r, int stride, int m, Placed g) {
    if (m == 0) {
      return;
    }
    int[] held = held(x, n, m);
    SparseColumns own = only(x, n, held);
    double[] lanes = new double[Math.multiplyExact(held.length, m)];
    double[] sums = new double[m];
    int height = Math.max(1, TILE / m);
    double[] tile = new double[height * m];
    for (int first = 0; first < n; first += height) {
      int rows = Math.min(height, n - first);
      for (int k = 0; k < m; k++) {
        for (int t = 0, from = k * stride + first; t < rows; t++) {
          tile[t * m + k] = x.root == null ? r[from + t] : x.root[first + t] * r[from + t];
        }
      }
      for (int t = 0; t < rows; t++) {
        for (int k = 0; k < m; k++) {
          sums[k] += tile[t * m + k];
        }
        LOOPS.scatter(own, first + t, tile, t * m, m, lanes);
      }
    }
    if (x.centre != null) {
      centre(x, sums, m, g);
    }
    double[] inverse = inverseScale(own);
    Placed to = g.of(held);
    for (int first = 0; first < held.length; first += STRIP) {
      int end = Math.min(first + STRIP, held.length);
      for (int k = 0; k < m; k++) {
        for (int j = first; j < end; j++) {
          g.values[to.at(k, j)] += lanes[j * m + k] * inverse[j];
        }
      }
    }
  }

  /** Takes off what centring does to all columns. */
  private static void centre(SparseColumns x, double[] sums, int m, Placed g) {
    double[] inverse = inverseScale(x);
    for (int k = 0; k < m; k++) {
      for (int j = 0; j < x.columns; j++) {
        g.values[g.at(k, j)] -= x.centre[j] * sums[k] * inverse[j];
      }
    }
  }

  /**
   * C := C + X~' X~ in the upper triangle.
   *
   * @param at in which row and column of C a column's products stand, ascending
   */
  static void addCrossProducts(SparseColumns x, int n, double[] c, int stride, int[] at) {
    double[] entries = x.inScale(n);
    double[] sums = new double[x.columns];
    double weight = 0;
    for (int r = 0; r < n; r++) {
      double w = x.root(r) * x.root(r);
      weight += w;
      for (int e = x.starts[r]; e < x.starts[r + 1]; e++) {
        double entry = w * entries[e];
        sums[x.indices[e]] += entry;
        int row = at[x.indices[e]];
        for (int f = e; f < x.starts[r + 1]; f++) {
          c[at[x.indices[f]] * stride + row] += entry * entries[f];
        }
      }
    }
    if (x.centre == null) {
      return;
    }
    for (int k = 0; k < x.columns; k++) {
      double ck = x.centre[k] / x.scale(k);
      for (int j = 0; j <= k; j++) {
        double cj = x.centre[j] / x.scale(j);
        c[at[k] * stride + at[j]] += cj * (ck * weight - sums[k]) - ck * sums[j];
      }
    }
  }

  /** Adds sum w x~^2 of every column. */
  static void addSquares(SparseColumns x, int n, double[] weights, double[] squares, int[] at) {
    double[] sums = new double[x.columns];
    double[] square = new double[x.columns];
    double weight = 0;
    for (int r = 0; r < n; r++) {
      double w = weights[r] * x.root(r) * x.root(r);
      weight += w;
      for (int e = x.starts[r]; e < x.starts[r + 1]; e++) {
        double entry = x.value(e) / x.scale(x.indices[e]);
        sums[x.indices[e]] += w * entry;
        square[x.indices[e]] += w * entry * entry;
      }
    }
    for (int j = 0; j < x.columns; j++) {
      double c = x.centre(j) / x.scale(j);
      squares[at[j]] += square[j] + c * (c * weight - 2 * sums[j]);
    }
  }
}
