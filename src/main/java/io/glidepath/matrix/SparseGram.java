package io.glidepath.matrix;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of columns of which the sparse ones are centred by algebra. With T = I - e_0 C', column
 * 0 the ones, the centred columns are X T, so that their products are
 *
 * <pre>  T' (X'X) T,   and x'T' (X'X) T x  =  z' (X'X) z  with z_0 = x_0 - C'x  </pre>
 *
 * <p>Memory: 8 bytes an entry, 4 more for the pattern that matrices of a kind share.
 */
final class SparseGram implements GramMatrix {

  /** A matrix of so few columns is not worth being sparse. */
  private static final int FEW = 256;

  /** Of all elements, the share of entries from which on dense loops are faster. */
  private static final double MANY = 0.25;

  private final ProductPattern pattern;
  private final double[] values;

  SparseGram(ProductPattern pattern, double[] values) {
    this.pattern = pattern;
    this.values = values;
  }

  ProductPattern pattern() {
    return pattern;
  }

  @Override
  public void add(double factor, GramMatrix other) {
    double[] others = ((SparseGram) other).values;
    for (int i = 0; i < values.length; i++) {
      values[i] += factor * others[i];
    }
  }

  @Override
  public GramMatrix zeros() {
    return new SparseGram(pattern, new double[values.length]);
  }

  @Override
  public double square(int j) {
    return Math.max(0, centred(j, j, values[pattern.entry(j, j)]));
  }

  private double centred(int j, int k, double product) {
    double[] c = pattern.centre();
    return c == null
        ? product
        : product - c[j] * values[k] + c[k] * (c[j] * values[0] - values[j]); // column 0 is ones
  }

  @Override
  public void eachPair(PairVisitor visitor) {
    int p = pattern.size();
    double[] lengths = IntStream.range(0, p).mapToDouble(j -> Math.sqrt(square(j))).toArray();
    for (int k = 0; k < p; k++) {
      for (int e = pattern.starts()[k]; pattern.rows()[e] < k; e++) {
        int j = pattern.rows()[e];
        visitor.visit(j, k, centred(j, k, values[e]), lengths[j] * lengths[k]);
      }
    }
  }

  @Override
  public double quadratic(double[] d) {
    double[] z = d;
    if (pattern.centre() != null) {
      z = d.clone();
      for (int j = 0; j < d.length; j++) {
        z[0] -= pattern.centre()[j] * d[j];
      }
    }
    double sum = 0;
    for (int j = 0; j < z.length; j++) {
      if (z[j] != 0) {
        double along = 0;
        for (int e = pattern.starts()[j]; e < pattern.starts()[j + 1]; e++) {
          along += values[e] * z[pattern.rows()[e]];
        }
        sum += z[j] * along;
      }
    }
    return sum;
  }

  @Override
  public SymmetricMatrix mixture(double[] factors, List<GramMatrix> matrices, int[] chosen) {
    boolean all = chosen.length == pattern.size();
    ProductPattern.Choice part =
        all
            ? new ProductPattern.Choice(pattern.starts(), pattern.rows(), null)
            : ProductPattern.choose(pattern.starts(), pattern.rows(), chosen);
    double[] mixed = new double[part.rows().length];
    double[] centre = null;
    double[] ones = null;
    double total = 0;
    if (pattern.centre() != null) {
      centre = Rows.pick(pattern.centre(), chosen);
      ones = new double[chosen.length];
    }
    for (int i = 0; i < factors.length; i++) {
      double[] from = ((SparseGram) matrices.get(i)).values;
      for (int e = 0; e < mixed.length; e++) {
        mixed[e] += factors[i] * from[all ? e : part.from()[e]];
      }
      for (int a = 0; ones != null && a < chosen.length; a++) {
        ones[a] += factors[i] * from[chosen[a]]; // column 0 is dense, and comes first
      }
      total += factors[i] * from[0];
    }
    SparseSymmetric sparse =
        new SparseSymmetric(part.starts(), part.rows(), mixed, centre, ones, total);
    double elements = (double) chosen.length * chosen.length;
    return chosen.length <= FEW || mixed.length > MANY * elements
        ? DenseSymmetric.of(sparse)
        : sparse;
  }

  @Override
  public long bytes() {
    return Double.BYTES * (long) values.length;
  }
}
