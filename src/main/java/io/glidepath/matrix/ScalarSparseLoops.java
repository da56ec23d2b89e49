package io.glidepath.matrix;

/** The loops of {@link SparseLoops} number by number. */
final class ScalarSparseLoops implements SparseLoops {

  @Override
  public void gather(SparseColumns x, int row, double[] vectors, int m, double[] sums, int at) {
    gather(x, row, vectors, m, sums, at, 0);
  }

  /** For k from a first one on. */
  static void gather(
      SparseColumns x, int row, double[] vectors, int m, double[] sums, int at, int first) {
    for (int e = x.starts[row]; e < x.starts[row + 1]; e++) {
      int vector = x.indices[e] * m;
      double value = x.value(e);
      for (int k = first; k < m; k++) {
        sums[at + k] += value * vectors[vector + k];
      }
    }
  }

  @Override
  public void scatter(SparseColumns x, int row, double[] numbers, int at, int m, double[] vectors) {
    scatter(x, row, numbers, at, m, vectors, 0);
  }

  /** For k from a first one on. */
  static void scatter(
      SparseColumns x, int row, double[] numbers, int at, int m, double[] vectors, int first) {
    for (int e = x.starts[row]; e < x.starts[row + 1]; e++) {
      int vector = x.indices[e] * m;
      double value = x.value(e);
      for (int k = first; k < m; k++) {
        vectors[vector + k] += value * numbers[at + k];
      }
    }
  }

  @Override
  public void scatter(
      SparseColumns x, int row, double[] numbers, int at, double[] weights, int m, double[] to) {
    scatter(x, row, numbers, at, weights, m, to, 0);
  }

  /** For k from a first one on. */
  static void scatter(
      SparseColumns x,
      int row,
      double[] numbers,
      int at,
      double[] weights,
      int m,
      double[] vectors,
      int first) {
    for (int e = x.starts[row]; e < x.starts[row + 1]; e++) {
      int vector = x.indices[e] * m;
      double value = x.value(e);
      for (int k = first; k < m; k++) {
        vectors[vector + k] += value * weights[vector + k] * numbers[at + k];
      }
    }
  }
}
