package io.glidepath.matrix;

/**
 * Solves with B + V F V', of a few terms, by a factor of B (Woodbury):
 *
 * <pre>  x = u - Z (F^-1 + V'Z)^-1 V'u,   u = B^-1 g,   Z = B^-1 V  </pre>
 */
final class UpdatedFactor implements SymmetricFactor {
  private final int n;
  private final SymmetricFactor base;
  private final double[][] vectors;
  private final double[] solved;
  private final double[][] coupling;

  /**
   * @param vectors the columns of V
   * @param factors the diagonal of F, none of them 0
   */
  UpdatedFactor(int n, SymmetricFactor base, double[][] vectors, double[] factors) {
    this.n = n;
    this.base = base;
    this.vectors = vectors;
    int k = vectors.length;
    this.solved = new double[n * k];
    for (int i = 0; i < k; i++) {
      System.arraycopy(vectors[i], 0, solved, i * n, n);
    }
    base.solve(k, solved);
    this.coupling = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        coupling[i][j] = (i == j ? 1 / factors[i] : 0) + product(vectors[i], solved, j * n);
      }
    }
  }

  private double product(double[] v, double[] x, int at) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += v[j] * x[at + j];
    }
    return sum;
  }

  @Override
  public void solve(int m, double[] x) {
    base.solve(m, x);
    for (int c = 0; c < m; c++) {
      double[] shares = new double[vectors.length];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = product(vectors[i], x, c * n);
      }
      eliminate(shares);
      for (int i = 0; i < shares.length; i++) {
        for (int j = 0; j < n; j++) {
          x[c * n + j] -= shares[i] * solved[i * n + j];
        }
      }
    }
  }

  /** Solves with the coupling, by elimination with pivots: it is small and may be indefinite. */
  private void eliminate(double[] b) {
    int k = b.length;
    double[][] a = new double[k][];
    for (int i = 0; i < k; i++) {
      a[i] = coupling[i].clone();
    }
    for (int i = 0; i < k; i++) {
      int pivot = i;
      for (int r = i + 1; r < k; r++) {
        pivot = Math.abs(a[r][i]) > Math.abs(a[pivot][i]) ? r : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[i];
      a[i] = row;
      double right = b[pivot];
      b[pivot] = b[i];
      b[i] = right;
      for (int r = i + 1; r < k; r++) {
        double share = a[r][i] / row[i];
        for (int c = i; c < k; c++) {
          a[r][c] -= share * row[c];
        }
        b[r] -= share * right;
      }
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int c = i + 1; c < k; c++) {
        b[i] -= a[i][c] * b[c];
      }
      b[i] /= a[i][i];
    }
  }

  @Override
  public int worth() {
    return base.worth();
  }
}
