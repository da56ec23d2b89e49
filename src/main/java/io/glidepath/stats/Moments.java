package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import io.glidepath.matrix.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weighted centred second moments of the columns x_1..x_p and of the target z = label - offset: all
 * that squared-error loss needs to know of the rows.
 *
 * <pre>
 *   W = sum w,   mean_j = sum w x_j / W,   S_jk = sum w (x_j - mean_j)(x_k - mean_k)
 * </pre>
 *
 * <p>Column p stands for z. {@link #accept} adds a block, {@link #combine} adds another's rows
 * (Chan, Golub and LeVeque 1983). Every column is measured from a pivot, its first value, so that a
 * column of mean 1e9 and standard deviation 1 loses no digits; one whose squares would overflow or
 * underflow is measured in a power of two. Sparse columns are measured from 0 and centred by
 * algebra. Results depend on the order of the calls in their last bits only; the same order gives
 * the same bits.
 *
 * <p>Edge results: without rows every sum is 0 and every column counts as constant. Cost: n p^2
 * flops in level-3 BLAS, 8 (p+1)^2 bytes, half of that on the wire; {@link #ofColumns} take n p and
 * 8 p. Mutable, not thread-safe.
 */
public final class Moments implements Sums<Moments> {
  private static final long serialVersionUID = 1;

  /**
   * The least relative deviation of a column that counts as varying. A linear predictor computed
   * from the raw value x, as any user of the coefficients does, is off by up to 5 u |beta x|, with
   * u = 2^-53: the rounding of beta, of the intercept that takes beta's mean out, of the product
   * and of the sum. Below 512 u that is more than a hundredth of beta sd, all that the column can
   * explain: a coefficient of such a column could be published, but not used.
   */
  public static final double LEAST_RELATIVE_DEVIATION = 0x1p-44;

  private final int size;
  private final Frame frame;
  private final double[] shift;
  private long rows;
  private double weight;
  private double meanWeight;
  private final CentredProducts products;

  /**
   * With the products of all pairs of columns.
   *
   * @param columns p, without the target
   */
  public Moments(int columns) {
    this(columns, new PairProducts(columns + 1));
  }

  private Moments(int columns, CentredProducts products) {
    this.size = columns + 1;
    this.frame = new Frame(size);
    this.shift = new double[size];
    this.products = products;
  }

  /** Of each column by itself: without covariances of two of them. */
  public static Moments ofColumns(int columns) {
    return new Moments(columns, new SquareProducts(columns + 1));
  }

  /** Of no rows, of this kind. */
  public Moments empty() {
    return products instanceof PairProducts ? new Moments(columns()) : ofColumns(columns());
  }

  /** Adds the rows of a block, whose dense columns and labels it uses up as work space. */
  public void accept(Block block, Blas blas) {
    int n = block.rows();
    if (n == 0) {
      return;
    }
    double[] target = block.labels();
    double[] roots = new double[n];
    double added = Predictor.weight(block);
    for (int r = 0; r < n; r++) {
      target[r] -= block.offsets()[r];
      roots[r] = Math.sqrt(block.weights()[r]);
    }
    double total = weight + added;
    meanWeight *= weight / total;
    for (int r = 0; r < n; r++) {
      meanWeight += block.weights()[r] * (block.weights()[r] / total);
    }
    double[] weights = block.weights();
    double[] delta = new double[size];
    Rows x = measuredSparse(block, roots, added, delta, blas);
    x.eachDense((j, values, from) -> delta[j] = measured(j, values, from, weights, roots, added));
    delta[size - 1] = measured(size - 1, target, 0, weights, roots, added);
    products.add(x, target, blas);
    products.addOuter(weight * (added / total), delta, blas);
    move(delta, added, total);
    rows += n;
  }

  @Override
  public void combine(Moments other) {
    if (other.rows == 0) {
      return;
    }
    if (rows == 0) {
      copyFrom(other);
      return;
    }
    double total = weight + other.weight;
    double[] delta = new double[size];
    double[] factor = new double[size];
    for (int j = 0; j < size; j++) {
      rescale(j, frame.cover(j, other.frame));
      factor[j] = frame.factor(j, other.frame);
      delta[j] = frame.translate(j, other.shift[j], other.frame) - shift[j];
    }
    products.combine(other.products, factor, weight * (other.weight / total), delta);
    meanWeight = meanWeight * (weight / total) + other.meanWeight * (other.weight / total);
    move(delta, other.weight, total);
    rows += other.rows;
  }

  /** Measures and centres a column; returns its mean's distance from the mean so far. */
  private double measured(
      int j, double[] column, int from, double[] weights, double[] roots, double added) {
    rescale(j, frame.cover(j, column, from, roots.length));
    frame.measure(j, column, from, roots.length);
    return centre(column, from, weights, roots) / added - shift[j];
  }

  /**
   * The rows with sparse columns in their units around their means, times the roots of the weights.
   * They are measured from 0: what is not held stays nothing.
   */
  private Rows measuredSparse(
      Block block, double[] roots, double added, double[] delta, Blas blas) {
    Rows x = block.x();
    int[] sparse = x.sparseColumns();
    if (sparse.length == 0) {
      return x;
    }
    double[] low = new double[columns()];
    double[] high = new double[columns()];
    double[] unit = new double[columns()];
    x.sparseRanges(low, high);
    for (int j : sparse) {
      rescale(j, frame.coverFromZero(j, low[j], high[j]));
      unit[j] = frame.length(j, 1);
    }
    double[] means = new double[columns()];
    Rows measured = x.sparseAs(null, unit, null);
    measured.multiplyTransposed(block.weights(), means, blas);
    for (int j : sparse) {
      means[j] /= added;
      delta[j] = means[j] - shift[j];
    }
    return measured.sparseAs(means, null, roots);
  }

  /** Takes the weighted mean out of a measured column, times sqrt(weight); returns the sum. */
  private static double centre(double[] column, int from, double[] weights, double[] roots) {
    double sum = 0;
    double total = 0;
    for (int r = 0; r < roots.length; r++) {
      sum += weights[r] * column[from + r];
      total += weights[r];
    }
    double mean = sum / total;
    for (int r = 0; r < roots.length; r++) {
      column[from + r] = roots[r] * (column[from + r] - mean);
    }
    return sum;
  }

  private void move(double[] delta, double added, double total) {
    for (int j = 0; j < size; j++) {
      shift[j] += delta[j] * (added / total);
    }
    weight = total;
  }

  private void rescale(int j, double factor) {
    if (factor == 1) {
      return;
    }
    shift[j] *= factor;
    products.rescale(j, factor);
  }

  private void copyFrom(Moments other) {
    rows = other.rows;
    weight = other.weight;
    meanWeight = other.meanWeight;
    frame.copyFrom(other.frame);
    System.arraycopy(other.shift, 0, shift, 0, size);
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    products.combine(other.products, ones, 0, new double[size]);
  }

  /** p, without the target. */
  public int columns() {
    return size - 1;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Sum of weights, W. */
  public double weight() {
    return weight;
  }

  /** The largest distance of a value of column j from its mean. */
  public double reach(int j) {
    return frame.reach(j, shift[j]);
  }

  /**
   * What turns a population standard deviation into a sample one, sqrt(W / (W - sum w^2 / W)); 1
   * where there is no sample one, with a single row.
   */
  public double sampleFactor() {
    double freedom =
        weight - meanWeight; // sum w^2 / W, without squares that leave the range of numbers
    return rows > 1 && freedom > 0 ? Math.sqrt(weight / freedom) : 1;
  }

  /**
   * Whether column j has the same value in every row, or values so near to each other beside their
   * size that double precision cannot use the difference ({@link #LEAST_RELATIVE_DEVIATION}). The
   * target (p) is constant only if its values are equal.
   */
  public boolean constant(int j) {
    return frame.constant(j) || (j < columns() && relativeDeviation(j) < LEAST_RELATIVE_DEVIATION);
  }

  /**
   * Population standard deviation of column j over its largest absolute value; 0 if all are equal.
   */
  public double relativeDeviation(int j) {
    return frame.constant(j) ? 0 : spread(j) / frame.largest(j);
  }

  private double spread(int j) {
    // those of a sparse column are a difference, which rounding may take below 0
    return frame.length(j, Math.sqrt(Math.max(0, products.of(j, j)) / weight));
  }

  /** Weighted mean of column j (p: the target). */
  public double mean(int j) {
    return frame.value(j, shift[j]);
  }

  /** Mean of column j here minus there, free of the cancellation in subtracting the two means. */
  public double meanDifference(int j, Moments there) {
    return frame.length(j, shift[j] - frame.translate(j, there.shift[j], there.frame));
  }

  /** Population standard deviation of column j, sqrt(S_jj / W); 0 if it is {@link #constant}. */
  public double deviation(int j) {
    return constant(j) ? 0 : spread(j);
  }

  /** S_jk / (W unit_j unit_k): the covariance in units that keep it from overflowing. */
  public double covariance(int j, int k, double unitJ, double unitK) {
    return products.of(j, k) / weight * (frame.length(j, 1) / unitJ) * (frame.length(k, 1) / unitK);
  }

  /**
   * The variance of a sum of columns. Cost: a product for each pair of coefficients that are not 0.
   *
   * @param columns that vary
   * @param coefficients of these, in units of their deviations
   */
  public double variance(int[] columns, double[] coefficients) {
    int[] used = IntStream.range(0, columns.length).filter(a -> coefficients[a] != 0).toArray();
    double[] scaled = new double[used.length];
    double variance = 0;
    for (int a = 0; a < used.length; a++) {
      int j = columns[used[a]];
      scaled[a] = coefficients[used[a]] * (frame.length(j, 1) / deviation(j));
      double others = 0;
      for (int b = 0; b < a; b++) {
        others += products.of(columns[used[b]], j) * scaled[b];
      }
      variance += scaled[a] * (2 * others + products.of(j, j) * scaled[a]);
    }
    return variance / weight;
  }
}
