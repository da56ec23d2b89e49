package io.glidepath.path;

import java.util.Arrays;

/**
 * Groups of columns that are copies of each other up to a factor and that the penalty treats alike.
 *
 * <p>The lasso does not say how such columns share a coefficient. Each group is solved as one
 * column and shared out equally in standardized units, which is the limit of the elastic net as
 * alpha goes to 1 and the exact solution below: with m members of share g and total G = m g the
 * penalty is l1 |G| + (l2 / m) G^2 / 2.
 */
public final class ProportionalColumns {
  private static final double EXACT = 1e-14;

  private final int[] leader;
  private final double[] sign;
  private final int[] members;

  private ProportionalColumns(int p) {
    leader = new int[p];
    sign = new double[p];
    members = new int[p];
    Arrays.setAll(leader, j -> j);
    Arrays.fill(sign, 1);
    Arrays.fill(members, 1);
  }

  /**
   * Finds the groups.
   *
   * @param gram p x p products of centred columns of length 1, or uncentred ones in the same units
   * @param weight what the penalty multiplies each column by; 0 = unpenalised, never grouped
   */
  public static ProportionalColumns of(int p, double[] gram, double[] weight) {
    ProportionalColumns groups = new ProportionalColumns(p);
    for (int j = 1; j < p; j++) {
      for (int k = 0; k < j && groups.leader[j] == j; k++) {
        double product = gram[j * p + k];
        double lengths = Math.sqrt(gram[j * p + j] * gram[k * p + k]);
        boolean alike = weight[j] > 0 && Math.abs(weight[j] - weight[k]) <= 1e-12 * weight[j];
        if (alike && exact(product, lengths) && groups.leader[k] == k) {
          groups.leader[j] = k;
          groups.sign[j] = Math.signum(product);
          groups.members[k]++;
        }
      }
    }
    return groups;
  }

  /** Whether a product of two columns says that one is a multiple of the other. */
  static boolean exact(double product, double lengths) {
    return Math.abs(product) >= lengths * (1 - EXACT);
  }

  /** The columns that stand for their group, ascending. */
  public int[] leaders() {
    return java.util.stream.IntStream.range(0, leader.length).filter(j -> leader[j] == j).toArray();
  }

  /** Number of columns that a leader stands for. */
  public int members(int j) {
    return members[j];
  }

  /** Whether column j shares its coefficient. */
  public boolean shared(int j) {
    return members[leader[j]] > 1;
  }

  /** The share of column j of its leader's total. */
  public double share(int j) {
    return sign[j] / members[leader[j]];
  }

  public int leader(int j) {
    return leader[j];
  }
}
