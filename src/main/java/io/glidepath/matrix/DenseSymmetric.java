package io.glidepath.matrix;

import java.util.stream.IntStream;

/**
 * A symmetric matrix with all its elements.
 *
 * @param size n
 * @param elements n x n, row by row
 */
public record DenseSymmetric(int size, double[] elements) implements SymmetricMatrix {

  /** All elements of another. */
  static DenseSymmetric of(SymmetricMatrix matrix) {
    return of(matrix, IntStream.range(0, matrix.size()).toArray());
  }

  private static DenseSymmetric of(SymmetricMatrix matrix, int[] chosen) {
    int n = chosen.length;
    double[] full = matrix.block(chosen);
    for (int k = 0; k < n; k++) {
      for (int j = k + 1; j < n; j++) {
        full[k * n + j] = full[j * n + k];
      }
    }
    return new DenseSymmetric(n, full);
  }

  @Override
  public double diagonal(int j) {
    return elements[j * size + j];
  }

  @Override
  public double[] product(double[] x) {
    double[] product = new double[size];
    for (int j = 0; j < size; j++) {
      if (x[j] != 0) {
        for (int k = 0, at = j * size; k < size; k++, at++) {
          product[k] += elements[at] * x[j];
        }
      }
    }
    return product;
  }

  @Override
  public void subtractProduct(double[] d, double[] q) {
    for (int j = 0; j < size; j++) {
      if (d[j] != 0) {
        subtract(q, j, d[j]);
      }
    }
  }

  /** q := q - step A_j. */
  private void subtract(double[] q, int j, double step) {
    int from = j * size;
    for (int k = 0; k < size; k++) {
      q[k] -= step * elements[from + k];
    }
  }

  @Override
  public double[] block(int[] chosen) {
    int m = chosen.length;
    double[] block = new double[m * m];
    for (int a = 0; a < m; a++) {
      int from = chosen[a] * size;
      for (int b = 0; b <= a; b++) {
        block[a * m + b] = elements[from + chosen[b]];
      }
    }
    return block;
  }

  @Override
  public SymmetricMatrix part(int[] chosen) {
    return of(this, chosen);
  }

  @Override
  public SymmetricFactor factor(int[] chosen, double[] ridge, Blas blas) {
    return factor(block(chosen), ridge, blas);
  }

  static SymmetricFactor factor(double[] block, double[] ridge, Blas blas) {
    int m = ridge.length;
    for (int a = 0; a < m; a++) {
      block[a * m + a] += ridge[a];
    }
    return SymmetricFactor.of(m, block, blas);
  }

  @Override
  public boolean sparse() {
    return false;
  }

  @Override
  public void eachPair(GramMatrix.PairVisitor visitor) {
    for (int k = 1; k < size; k++) {
      for (int j = 0; j < k; j++) {
        visitor.visit(j, k, elements[k * size + j], Math.sqrt(diagonal(k) * diagonal(j)));
      }
    }
  }

  @Override
  public Moves moves(double[] q) {
    return new Moves() {
      @Override
      public double at(int j) {
        return q[j];
      }

      @Override
      public void move(int j, double step) {
        subtract(q, j, step);
      }

      @Override
      public void end() {
        // every step has done all of it
      }
    };
  }

  @Override
  public SymmetricMatrix mixed(double share, SymmetricMatrix other, double otherShare) {
    double[] others = ((DenseSymmetric) other).elements;
    return new DenseSymmetric(size, mix(share, elements, otherShare, others));
  }

  /** share a + otherShare b, element by element. */
  static double[] mix(double share, double[] a, double otherShare, double[] b) {
    double[] mixed = new double[a.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = share * a[i] + otherShare * b[i];
    }
    return mixed;
  }

  @Override
  public void multiply(int m, double[] x, double[] y, Blas blas) {
    blas.multiply(size, m, size, elements, size, x, y);
  }

  @Override
  public void scale(double[] s) {
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < size; k++) {
        elements[j * size + k] *= s[j] * s[k];
      }
    }
  }

  @Override
  public void addRank(double factor, double[] v) {
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < size; k++) {
        elements[j * size + k] += factor * v[j] * v[k];
      }
    }
  }

  @Override
  public void addRanks(double[] v, double b, double[] u, double d) {
    for (int j = 0; j < size; j++) {
      double added = v[j] / b;
      double removed = u[j] / d;
      for (int k = 0, at = j * size; k < size; k++, at++) {
        elements[at] += added * v[k] - removed * u[k];
      }
    }
  }
}
