package io.glidepath.path;

import io.glidepath.matrix.GramMatrix;
import io.glidepath.stats.Moments;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Strongly correlated pairs of design columns: those of weighted Pearson correlation
 *
 * <pre>
 *   r_jk = S_jk / sqrt(S_jj S_kk),   |r_jk| >= 0.8
 * </pre>
 *
 * <p>over all rows, in the order of (left, right). Columns are centred, also for a model without
 * intercept. A constant column has no correlation. Exact multiples have 1 or -1 exactly.
 *
 * <p>Cost: the entries of the Gram matrix twice, once to count and once to keep; 16 bytes a pair,
 * so never more than the Gram matrix itself.
 *
 * @param left positions in the design, the smaller of each pair
 * @param right the larger one
 * @param r of each pair
 */
public record Correlations(int[] left, int[] right, double[] r) {
  /** The smallest absolute correlation of a pair that is kept. */
  public static final double STRONG = 0.8;

  /**
   * @param all moments of all rows
   */
  public static Correlations of(Moments all) {
    int p = all.columns();
    int[] varying = IntStream.range(0, p).filter(j -> all.deviation(j) > 0).toArray();
    double[] sd = IntStream.range(0, p).mapToDouble(all::deviation).toArray();
    return of(p, to -> forEachPair(all, varying, sd, to));
  }

  /**
   * From the correlations of some pairs.
   *
   * @param p columns of the design
   * @param pairs takes a visitor to the correlations of all pairs that may be strong, in the order
   *     of the second and then the first
   */
  static Correlations of(int p, Consumer<GramMatrix.PairVisitor> pairs) {
    int[] count = new int[p];
    forEachStrong(pairs, (j, k, r) -> count[j] = Math.incrementExact(count[j]));
    int[] next = new int[p];
    for (int j = 1; j < p; j++) {
      next[j] = Math.addExact(next[j - 1], count[j - 1]);
    }
    int found = p == 0 ? 0 : Math.addExact(next[p - 1], count[p - 1]);
    Correlations strong = new Correlations(new int[found], new int[found], new double[found]);
    for (int j = 0; j < p; j++) {
      Arrays.fill(strong.left, next[j], next[j] + count[j], j);
    }
    forEachStrong(
        pairs,
        (j, k, r) -> {
          strong.right[next[j]] = k;
          strong.r[next[j]++] = r;
        });
    return strong;
  }

  private interface Pair {
    void accept(int left, int right, double r);
  }

  private static void forEachStrong(Consumer<GramMatrix.PairVisitor> pairs, Pair to) {
    pairs.accept(
        (j, k, r, one) -> {
          if (Math.abs(r) >= STRONG) {
            to.accept(j, k, ProportionalColumns.exact(r, 1) ? Math.signum(r) : r);
          }
        });
  }

  /** As the moments lie in memory. */
  private static void forEachPair(
      Moments all, int[] varying, double[] sd, GramMatrix.PairVisitor to) {
    for (int b = 1; b < varying.length; b++) {
      for (int a = 0; a < b; a++) {
        int j = varying[a];
        int k = varying[b];
        to.visit(j, k, all.covariance(j, k, sd[j], sd[k]), 1);
      }
    }
  }

  /** Number of pairs. */
  public int size() {
    return r.length;
  }
}
