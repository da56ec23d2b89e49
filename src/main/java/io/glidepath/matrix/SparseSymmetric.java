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
  private final RankOneTerms terms;

  SparseSymmetric(
      int[] starts, int[] rows, double[] values, double[] centre, double[] ones, double total) {
    this(
        starts,
        rows,
        values,
        centre,
        ones,
        total,
        new double[starts.length - 1],
        new RankOneTerms(starts.length - 1));
    for (int j = 0; j < size; j++) {
      int at = Arrays.binarySearch(rows, starts[j], starts[j + 1], j);
      diagonal[j] = at < 0 ? 0 : values[at];
    }
    if (centre != null) {
      double[] apart = new double[size];
      for (int j = 0; j < size; j++) {
        apart[j] = centre[j] - ones[j] / total;
      }
      addRank(total, apart);
      addRank(-1 / total, ones);
    }
  }

  private SparseSymmetric(
      int[] starts,
      int[] rows,
      double[] values,
      double[] centre,
      double[] ones,
      double total,
      double[] diagonal,
      RankOneTerms terms) {
    this.size = diagonal.length;
    this.starts = starts;
    this.rows = rows;
    this.values = values;
    this.centre = centre;
    this.ones = ones;
    this.total = total;
    this.diagonal = diagonal;
    this.terms = terms;
  }

  @Override
  public void addRank(double factor, double[] vector) {
    terms.add(factor, vector, diagonal);
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
    terms.subtractProduct(d, q);
  }

  private void subtract(double[] q, int j, double step) {
    for (int e = starts[j]; e < starts[j + 1]; e++) {
      q[rows[e]] -= step * values[e];
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
      for (int b = 0; b <= a; b++) {
        block[a * m + b] += terms.at(chosen[a], chosen[b]);
      }
    }
    return block;
  }

  @Override
  public SymmetricMatrix part(int[] chosen) {
    ProductPattern.Choice part = ProductPattern.choose(starts, rows, chosen);
    return new SparseSymmetric(
        part.starts(),
        part.rows(),
        Rows.pick(values, part.from()),
        centre == null ? null : Rows.pick(centre, chosen),
        centre == null ? null : Rows.pick(ones, chosen),
        total,
        Rows.pick(diagonal, chosen),
        terms.part(chosen));
  }

  @Override
  public SymmetricFactor factor(int[] chosen, double[] ridge, Blas blas) {
    if (chosen.length < FEW) {
      return DenseSymmetric.factor(block(chosen), ridge, blas);
    }
    ProductPattern.Choice part = ProductPattern.choose(starts, rows, chosen);
    double[] some = Rows.pick(values, part.from());
    SymmetricFactor factor = EliminatedFactor.of(part.starts(), part.rows(), some, ridge, blas);
    return factor == null ? null : terms.update(factor, chosen);
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
        double lengths = Math.sqrt(diagonal(k) * diagonal(j));
        visitor.visit(j, k, values[e] + terms.at(j, k), lengths);
      }
    }
  }

  @Override
  public Moves moves(double[] q) {
    RankOneTerms.Along along = terms.along();
    return new Moves() {
      @Override
      public double at(int j) {
        return q[j] - along.at(j);
      }

      @Override
      public void move(int j, double step) {
        subtract(q, j, step);
        along.move(j, step);
      }

      @Override
      public void end() {
        along.end(q);
      }
    };
  }

  /** All elements, for a matrix of few columns. */
  DenseSymmetric dense() {
    return DenseSymmetric.of(this);
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
    terms.scale(s);
  }

  @Override
  public void addRanks(double[] v, double b, double[] u, double d) {
    addRank(1 / b, v);
    addRank(-1 / d, u);
  }
}
