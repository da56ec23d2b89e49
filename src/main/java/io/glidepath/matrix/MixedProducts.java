package io.glidepath.matrix;

import java.util.stream.IntStream;

/** Products with rows of dense and sparse columns: those of each kind, put in their places. */
final class MixedProducts {
  private MixedProducts() {}

  /** Y := X B, with B from an offset on. */
  static void multiply(Rows x, double[] b, int offset, int m, double[] y, Blas blas) {
    int[] at = x.places.dense;
    int p = x.places.size();
    double[] part = new double[at.length * m];
    for (int k = 0, to = 0; k < m; k++) {
      for (int j : at) {
        part[to++] = b[offset + k * p + j];
      }
    }
    blas.multiply(x.rows(), m, at.length, x.dense.values, x.dense.stride, part, y);
    SparseProducts.addProduct(
        x.sparse, x.rows(), new SparseProducts.Placed(b, offset, p, x.places.sparse), m, y);
  }

  /** G := G + X'R, with G from an offset on. */
  static void addTransposed(Rows x, double[] r, int m, double[] g, int offset, Blas blas) {
    int[] at = x.places.dense;
    int n = x.rows();
    int p = x.places.size();
    double[] part = new double[at.length * m];
    blas.addTransposedProduct(at.length, m, n, x.dense.values, x.dense.stride, r, part, 0);
    for (int k = 0, from = 0; k < m; k++) {
      for (int j : at) {
        g[offset + k * p + j] += part[from++];
      }
    }
    SparseProducts.addTransposed(
        x.sparse, n, r, n, m, new SparseProducts.Placed(g, offset, p, x.places.sparse));
  }

  /** C := C + X'X in the upper triangle. */
  static void addCrossProducts(Rows x, double[] c, int stride, Blas blas) {
    int[] at = x.places.dense;
    int[] sparseAt = x.places.sparse;
    int d = at.length;
    int s = sparseAt.length;
    double[] square = new double[d * d];
    blas.addCrossProduct(d, x.rows(), x.dense.values, x.dense.stride, square, d);
    double[] mixed = new double[s * d];
    SparseProducts.Placed inOrder =
        new SparseProducts.Placed(mixed, 0, s, IntStream.range(0, s).toArray());
    SparseProducts.addTransposed(x.sparse, x.rows(), x.dense.values, x.dense.stride, d, inOrder);
    for (int k = 0; k < d; k++) {
      for (int j = 0; j <= k; j++) {
        c[at[k] * stride + at[j]] += square[k * d + j];
      }
      for (int j = 0; j < s; j++) {
        int low = Math.min(at[k], sparseAt[j]);
        int high = Math.max(at[k], sparseAt[j]);
        c[high * stride + low] += mixed[k * s + j];
      }
    }
    SparseProducts.addCrossProducts(x.sparse, x.rows(), c, stride, sparseAt);
  }
}
