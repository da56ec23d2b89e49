package io.glidepath.matrix;

import java.util.Arrays;

/**
 * A symmetric matrix that is sparse but for a few terms of rank one,
 *
 * <pre>  A = S + sum_i f_i v_i v_i'  </pre>
 *
 * <p>as are the products of centred columns most of whose elements were 0 before: with s the
 * products of the columns with a column of ones, t its square, and C the centres of the columns,
 *
 * <pre>  (X - 1 C')'(X - 1 C') = X'X - C s' - s C' + t C C'
 *                            = X'X + t (C - s/t)(C - s/t)' - s s' / t  </pre>
 *
 * <p>Cost of a product: 2 flops an entry and 4 n a term; of a step of {@link Moves}: 2 flops an
 * entry of one column and 2 a term.
 */
final class SparseSymmetric implements SymmetricMatrix {
  /** So few are factorized as a dense matrix. */
  private static final int FEW = 400;

  private final int size;

  /** Entries of column j are starts[j]..starts[j + 1] - 1, rows ascending, both triangles. */
  private final int[] starts;

  private final int[] rows;
  private final double[] values;

  /** Null where nothing is centred. */
  private final double[] centre;

  private final double[] ones;
  private final double total;
  private final double[] diagonal;
  private double[][] vectors;
  private double[] factors;

  SparseSymmetric(
      int[] starts, int[] rows, double[] values, double[] centre, double[] ones, double total) {
    this.size = starts.length - 1;
    this.starts = starts;
    this.rows = rows;
    this.values = values;
    this.centre = centre;
    this.ones = ones;
    this.total = total;
    this.diagonal = new double[size];
    for (int j = 0; j < size; j++) {
      int at = Arrays.binarySearch(rows, starts[j], starts[j + 1], j);
      diagonal[j] = at < 0 ? 0 : values[at];
    }
    this.vectors = new double[0][];
    this.factors = new double[0];
    if (centre != null) {
      double[] apart = new double[size];
      for (int j = 0; j < size; j++) {
        apart[j] = centre[j] - ones[j] / total;
      }
      addRank(total, apart);
      addRank(-1 / total, ones);
    }
  }

  @Override
  public void addRank(double factor, double[] vector) {
    vectors = Arrays.copyOf(vectors, vectors.length + 1);
    factors = Arrays.copyOf(factors, vectors.length);
    vectors[vectors.length - 1] = vector;
    factors[vectors.length - 1] = factor;
    for (int j = 0; j < size; j++) {
      diagonal[j] += factor * vector[j] * vector[j];
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double diagonal(int j) {
    return Math.max(0, diagonal[j]);
  }

  @Override
  public double[] product(double[] x) {
    double[] product = new double[size];
    subtractProduct(x, product);
    for (int k = 0; k < size; k++) {
      product[k] = -product[k];
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
    for (int i = 0; i < vectors.length; i++) {
      double along = 0;
      for (int j = 0; j < size; j++) {
        along += vectors[i][j] * d[j];
      }
      subtract(q, factors[i] * along, vectors[i]);
    }
  }

  private void subtract(double[] q, int j, double step) {
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      q[rows[e]] -= step * values[e];
    }
  }

  private static void subtract(double[] q, double factor, double[] vector) {
    for (int k = 0; factor != 0 && k < q.length; k++) {
      q[k] -= factor * vector[k];
    }
  }

  @Override
  public double[] block(int[] chosen) {
    int m = chosen.length;
    int[] place = new int[size];
    Arrays.fill(place, m);
    for (int a = 0; a < m; a++) {
      place[chosen[a]] = a;
    }
    double[] block = new double[m * m];
    for (int a = 0; a < m; a++) {
      for (int e = starts[chosen[a]]; e < starts[chosen[a] + 1] && rows[e] <= chosen[a]; e++) {
        if (place[rows[e]] < m) {
          block[a * m + place[rows[e]]] = values[e];
        }
      }
      for (int i = 0; i < vectors.length; i++) {
        double part = factors[i] * vectors[i][chosen[a]];
        for (int b = 0; b <= a; b++) {
          block[a * m + b] += part * vectors[i][chosen[b]];
        }
      }
    }
    return block;
  }

  @Override
  public SymmetricFactor factor(int[] chosen, double[] ridge, Blas blas) {
    if (chosen.length < FEW) {
      return DenseSymmetric.factor(block(chosen), ridge, blas);
    }
    ProductPattern.Choice part = ProductPattern.choose(starts, rows, chosen);
    double[] some = Rows.pick(values, part.from());
    SymmetricFactor factor = EliminatedFactor.of(part.starts(), part.rows(), some, ridge, blas);
    if (factor == null || vectors.length == 0) {
      return factor;
    }
    double[][] terms = new double[vectors.length][];
    Arrays.setAll(terms, i -> Rows.pick(vectors[i], chosen));
    return new UpdatedFactor(chosen.length, factor, terms, factors);
  }

  @Override
  public boolean sparse() {
    return true;
  }

  @Override
  public void eachPair(GramMatrix.PairVisitor visitor) {
    for (int k = 0; k < size; k++) {
      for (int e = starts[k]; e < starts[k + 1] && rows[e] < k; e++) {
        int j = rows[e];
        double product = values[e];
        for (int i = 0; i < vectors.length; i++) {
          product += factors[i] * vectors[i][j] * vectors[i][k];
        }
        visitor.visit(j, k, product, Math.sqrt(diagonal(k) * diagonal(j)));
      }
    }
  }

  @Override
  public Moves moves(double[] q) {
    double[] along = new double[vectors.length];
    return new Moves() {
      @Override
      public double at(int j) {
        double value = q[j];
        for (int i = 0; i < along.length; i++) {
          value -= along[i] * vectors[i][j];
        }
        return value;
      }

      @Override
      public void move(int j, double step) {
        subtract(q, j, step);
        for (int i = 0; i < along.length; i++) {
          along[i] += step * factors[i] * vectors[i][j];
        }
      }

      @Override
      public void end() {
        for (int i = 0; i < along.length; i++) {
          subtract(q, along[i], vectors[i]);
          along[i] = 0;
        }
      }
    };
  }

  /** All elements, for a matrix of few columns. */
  DenseSymmetric dense() {
    int[] all = new int[size];
    Arrays.setAll(all, j -> j);
    double[] full = block(all);
    for (int k = 0; k < size; k++) {
      for (int j = k + 1; j < size; j++) {
        full[k * size + j] = full[j * size + k];
      }
    }
    return new DenseSymmetric(size, full);
  }

  @Override
  public SymmetricMatrix mixed(double share, SymmetricMatrix other, double otherShare) {
    SparseSymmetric b = (SparseSymmetric) other;
    return new SparseSymmetric(
        starts,
        rows,
        mix(share, values, otherShare, b.values),
        centre,
        centre == null ? null : mix(share, ones, otherShare, b.ones),
        share * total + otherShare * b.total);
  }

  private static double[] mix(double share, double[] a, double otherShare, double[] b) {
    double[] mixed = new double[a.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = share * a[i] + otherShare * b[i];
    }
    return mixed;
  }

  @Override
  public void multiply(int m, double[] x, double[] y, Blas blas) {
    for (int k = 0; k < m; k++) {
      double[] product = product(Arrays.copyOfRange(x, k * size, (k + 1) * size));
      System.arraycopy(product, 0, y, k * size, size);
    }
  }

  @Override
  public void scale(double[] s) {
    for (int j = 0; j < size; j++) {
      for (int e = starts[j]; e < starts[j + 1]; e++) {
        values[e] *= s[j] * s[rows[e]];
      }
      diagonal[j] *= s[j] * s[j];
    }
    for (int i = 0; i < vectors.length; i++) {
      double[] scaled = new double[size];
      for (int j = 0; j < size; j++) {
        scaled[j] = s[j] * vectors[i][j];
      }
      vectors[i] = scaled;
    }
  }

  @Override
  public void addRanks(double[] v, double b, double[] u, double d) {
    addRank(1 / b, v);
    addRank(-1 / d, u);
  }
}
