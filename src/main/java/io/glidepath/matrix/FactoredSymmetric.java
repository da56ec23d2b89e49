package io.glidepath.matrix;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A symmetric matrix that is held as its factors, and a few terms of rank one:
 *
 * <pre>  A = D (X - 1 c')' W (X - 1 c') D + sum_i f_i v_i v_i'  </pre>
 *
 * <p>with X the {@link FactorColumns} of n rows, W and D diagonal. Cost: 4 flops an entry of X and
 * 3 n for a product; 4 an entry of one column for a step of {@link Moves}, which never touches the
 * others.
 */
final class FactoredSymmetric extends UpdatedMatrix {

  /** More are not factorized: products of a sparse X are sooner done. */
  private static final int MOST_FACTORIZED = 400;

  private final FactorColumns x;
  private final double[] weights;
  private final double total;

  /** Of D. */
  private final double[] scales;

  /** X'W1. */
  private final double[] ones;

  FactoredSymmetric(FactorColumns x, double[] weights) {
    this(x, weights, DoubleStream.generate(() -> 1).limit(x.size()).toArray());
  }

  private FactoredSymmetric(FactorColumns x, double[] weights, double[] scales) {
    this(x, weights, scales, new double[x.size()], new RankOneTerms(x.size()));
    for (int j = 0; j < ones.length; j++) {
      ones[j] = x.sum(j, weights);
      diagonal[j] = element(j, j, x.square(j, weights));
    }
  }

  private FactoredSymmetric(
      FactorColumns x, double[] weights, double[] scales, double[] diagonal, RankOneTerms terms) {
    super(diagonal, terms);
    this.x = x;
    this.weights = weights;
    this.total = DoubleStream.of(weights).sum();
    this.scales = scales.clone();
    this.ones = new double[x.size()];
  }

  /** Element (j, k) without the terms, from x_j'W x_k. */
  private double element(int j, int k, double product) {
    double cj = x.centre()[j];
    double ck = x.centre()[k];
    double centred = product - cj * ones[k] + ck * (cj * total - ones[j]);
    return scales[j] * scales[k] * centred;
  }

  @Override
  public void subtractProduct(double[] d, double[] q) {
    double[] v = new double[x.rows()];
    double shift = 0;
    for (int j = 0; j < d.length; j++) {
      if (d[j] != 0) {
        x.add(j, scales[j] * d[j], v);
        shift += scales[j] * d[j] * x.centre()[j];
      }
    }
    double sum = 0;
    for (int r = 0; r < v.length; r++) {
      v[r] = weights[r] * (v[r] - shift);
      sum += v[r];
    }
    for (int k = 0; k < q.length; k++) {
      q[k] -= scales[k] * (x.sum(k, v) - x.centre()[k] * sum);
    }
    terms.subtractProduct(d, q);
  }

  @Override
  public double[] block(int[] chosen) {
    int m = chosen.length;
    double[] block = new double[m * m];
    double[] v = new double[x.rows()];
    for (int a = 0; a < m; a++) {
      int j = chosen[a];
      x.add(j, 1, weights, v);
      for (int b = 0; b <= a; b++) {
        int k = chosen[b];
        block[a * m + b] = element(k, j, x.sum(k, v)) + terms.at(j, k);
      }
      x.clear(j, v);
    }
    return block;
  }

  @Override
  public SymmetricMatrix part(int[] chosen) {
    FactoredSymmetric part =
        new FactoredSymmetric(
            x.chosen(chosen),
            weights,
            Rows.pick(scales, chosen),
            Rows.pick(diagonal, chosen),
            terms.part(chosen));
    System.arraycopy(Rows.pick(ones, chosen), 0, part.ones, 0, chosen.length);
    return part;
  }

  @Override
  public SymmetricFactor factor(int[] chosen, double[] ridge, Blas blas) {
    return chosen.length > MOST_FACTORIZED
        ? null
        : DenseSymmetric.factor(block(chosen), ridge, blas);
  }

  @Override
  public void eachPair(GramMatrix.PairVisitor visitor) {
    double[] lengths =
        IntStream.range(0, size()).mapToDouble(j -> Math.sqrt(diagonal(j))).toArray();
    x.eachMeeting(
        weights,
        (j, k, product) ->
            visitor.visit(j, k, element(j, k, product) + terms.at(j, k), lengths[j] * lengths[k]));
  }

  /** Steps leave w (X D d - shift) and take from q what it means for one element when asked. */
  @Override
  public Moves moves(double[] q) {
    double[] v = new double[x.rows()];
    RankOneTerms.Along along = terms.along();
    return new Moves() {
      private double shift;
      private double sum;

      @Override
      public double at(int j) {
        return q[j] - moved(j) - along.at(j);
      }

      private double moved(int j) {
        double product = x.sum(j, v) - shift * ones[j] - x.centre()[j] * (sum - shift * total);
        return scales[j] * product;
      }

      @Override
      public void move(int j, double step) {
        double scaled = scales[j] * step;
        x.add(j, scaled, weights, v);
        sum += scaled * ones[j];
        shift += scaled * x.centre()[j];
        along.move(j, step);
      }

      @Override
      public void end() {
        for (int j = 0; j < q.length; j++) {
          q[j] -= moved(j);
        }
        Arrays.fill(v, 0);
        shift = 0;
        sum = 0;
        along.end(q);
      }
    };
  }

  @Override
  public SymmetricMatrix mixed(double share, SymmetricMatrix other, double otherShare) {
    double[] others = ((FactoredSymmetric) other).weights;
    double[] mixed = DenseSymmetric.mix(share, weights, otherShare, others);
    return new FactoredSymmetric(x, mixed, scales);
  }

  @Override
  public void scale(double[] s) {
    for (int j = 0; j < s.length; j++) {
      scales[j] *= s[j];
      diagonal[j] *= s[j] * s[j];
    }
    terms.scale(s);
  }
}
