package io.glidepath.matrix;

import java.util.List;

/**
 * A symmetric n x n matrix as its upper triangle, column after column: n (n + 1) / 2 numbers.
 *
 * @param values element (j, k), j up to k, at k (k + 1) / 2 + j
 */
public record PackedMatrix(int size, double[] values) implements GramMatrix {
  private static final int TILE = 32;

  /** Zeros. */
  public PackedMatrix(int size) {
    this(size, new double[Math.multiplyExact(size, size + 1) / 2]);
  }

  /** The upper triangle of a column-major n x n matrix. */
  public static PackedMatrix upperTriangle(int size, double[] matrix) {
    PackedMatrix packed = new PackedMatrix(size);
    for (int k = 0, at = 0; k < size; at += k + 1, k++) {
      System.arraycopy(matrix, k * size, packed.values, at, k + 1);
    }
    return packed;
  }

  @Override
  public void add(double factor, GramMatrix other) {
    double[] others = ((PackedMatrix) other).values;
    for (int i = 0; i < values.length; i++) {
      values[i] += factor * others[i];
    }
  }

  @Override
  public GramMatrix zeros() {
    return new PackedMatrix(size);
  }

  @Override
  public double square(int j) {
    return values[j * (j + 1) / 2 + j];
  }

  @Override
  public void eachPair(PairVisitor visitor) {
    for (int k = 0, at = 0; k < size; at += k + 1, k++) {
      for (int j = 0; j < k; j++) {
        visitor.visit(j, k, values[at + j], Math.sqrt(square(j) * square(k)));
      }
    }
  }

  @Override
  public SymmetricMatrix mixture(double[] factors, List<GramMatrix> matrices, int[] chosen) {
    PackedMatrix mixed = new PackedMatrix(chosen.length);
    for (int i = 0; i < factors.length; i++) {
      mixed.addChosen(factors[i], (PackedMatrix) matrices.get(i), chosen);
    }
    return new DenseSymmetric(chosen.length, mixed.full());
  }

  @Override
  public long bytes() {
    return Double.BYTES * (long) values.length;
  }

  /**
   * Adds a multiple of some rows and columns of a matrix.
   *
   * @param chosen as many as this matrix has, ascending
   */
  public void addChosen(double factor, PackedMatrix other, int[] chosen) {
    if (chosen.length == other.size) {
      add(factor, other);
      return;
    }
    int to = 0;
    for (int k : chosen) {
      int from = k * (k + 1) / 2;
      for (int i = 0; chosen[i] < k; i++, to++) {
        values[to] += factor * other.values[from + chosen[i]];
      }
      values[to++] += factor * other.values[from + k];
    }
  }

  /** All n x n elements. */
  public double[] full() {
    double[] full = new double[size * size];
    for (int k = 0, at = 0; k < size; at += k + 1, k++) {
      System.arraycopy(values, at, full, k * size, k + 1);
    }
    for (int top = 0; top < size; top += TILE) { // by tiles: columns lie far apart
      for (int left = 0; left <= top; left += TILE) {
        mirror(full, top, left);
      }
    }
    return full;
  }

  private void mirror(double[] full, int top, int left) {
    for (int k = top; k < Math.min(size, top + TILE); k++) {
      for (int j = left; j < Math.min(k, left + TILE); j++) {
        full[j * size + k] = full[k * size + j];
      }
    }
  }

  /** {@inheritDoc} Cost: n flops for each element of d that is not 0. */
  @Override
  public double quadratic(double[] d) {
    double sum = 0;
    for (int k = 0, at = 0; k < size; at += k + 1, k++) {
      if (d[k] != 0) {
        double above = 0;
        for (int j = 0; j < k; j++) {
          above += values[at + j] * d[j];
        }
        sum += d[k] * (2 * above + values[at + k] * d[k]);
      }
    }
    return sum;
  }
}
