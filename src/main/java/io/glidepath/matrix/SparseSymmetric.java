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
final class SparseSymmetric extends UpdatedMatrix {
  /** So few are factorized as a dense matrix. */
  private static final int FEW = 400;

  /** Entries of column j are starts[j]..starts[j + 1] - 1, rows ascending, both triangles. */
  private final int[] starts;

  private final int[] rows;
  private final double[] values;

  /** Null where nothing is centred. */
  private final double[] centre;

  private final double[] ones;
  private final double total;

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
    int size = size();
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
    super(diagonal, terms);
    this.starts = starts;
    this.rows = rows;
    this.values = values;
    this.centre = centre;
    this.ones = ones;
    this.total = total;
  }

  @Override
  public void subtractProduct(double[] d, double[] q) {
    for (int j = 0; j < d.length; j++) {
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
    int[] place = new int[size()];
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
  public void eachPair(GramMatrix.PairVisitor visitor) {
    for (int k = 0; k < size(); k++) {
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

  @Override
  public SymmetricMatrix mixed(double share, SymmetricMatrix other, double otherShare) {
    SparseSymmetric b = (SparseSymmetric) other;
    return new SparseSymmetric(
        starts,
        rows,
        DenseSymmetric.mix(share, values, otherShare, b.values),
        centre,
        centre == null ? null : DenseSymmetric.mix(share, ones, otherShare, b.ones),
        share * total + otherShare * b.total);
  }

  @Override
  public void scale(double[] s) {
    for (int j = 0; j < s.length; j++) {
      for (int e = starts[j]; e < starts[j + 1]; e++) {
        values[e] *= s[j] * s[rows[e]];
      }
      diagonal[j] *= s[j] * s[j];
    }
    terms.scale(s);
  }
}
