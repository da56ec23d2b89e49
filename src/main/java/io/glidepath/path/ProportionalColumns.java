package io.glidepath.path;

import io.glidepath.matrix.GramMatrix;
import io.glidepath.solve.Bounds;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
  private static final double ALIKE = 1e-12;

  private final int[] leader;
  private final double[] sign;
  private final int[] members;
  private final Bounds bounds;

  private ProportionalColumns(int p, Bounds bounds) {
    this.bounds = bounds;
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
   * @param pairs takes a visitor to the products of all pairs that may be copies, of centred
   *     columns or uncentred ones, in the order of the second and then the first
   * @param weight what the penalty multiplies each column by; 0 = unpenalised, never grouped
   * @param bounds limits of the coefficients in these units; columns whose limits differ are not
   *     alike
   */
  public static ProportionalColumns of(
      int p, Consumer<GramMatrix.PairVisitor> pairs, double[] weight, Bounds bounds) {
    ProportionalColumns groups = new ProportionalColumns(p, bounds);
    pairs.accept(
        (k, j, product, lengths) -> {
          if (exact(product, lengths) && groups.alike(k, j, product, weight)) {
            groups.leader[j] = k;
            groups.sign[j] = Math.signum(product);
            groups.members[k]++;
          }
        });
    return groups;
  }

  /** Whether a column that stands for itself may join one that does. */
  private boolean alike(int k, int j, double product, double[] weight) {
    return leader[j] == j
        && leader[k] == k
        && weight[j] > 0
        && same(weight[j], weight[k])
        && sameLimits(j, k, product);
  }

  private static boolean same(double a, double b) {
    return a == b || (Double.isFinite(a) && Math.abs(a - b) <= ALIKE * Math.abs(a));
  }

  private boolean sameLimits(int j, int k, double product) {
    double lower = product < 0 ? -bounds.upper()[k] : bounds.lower()[k];
    double upper = product < 0 ? -bounds.lower()[k] : bounds.upper()[k];
    return same(bounds.lower()[j], lower) && same(bounds.upper()[j], upper);
  }

  /** Whether a product of two columns says that one is a multiple of the other. */
  static boolean exact(double product, double lengths) {
    return Math.abs(product) >= lengths * (1 - EXACT);
  }

  /** The columns that stand for their group, ascending. */
  public int[] leaders() {
    return IntStream.range(0, leader.length).filter(j -> leader[j] == j).toArray();
  }

  /** Number of columns that a leader stands for. */
  public int members(int j) {
    return members[j];
  }

  /** Whether column j shares its coefficient. */
  public boolean shared(int j) {
    return members[leader[j]] > 1;
  }

  /** Limits of the total of a leader's group. */
  public Bounds limits(int[] leaders) {
    return bounds.of(leaders, i -> members[leaders[i]]);
  }

  /** The coefficient of column j if its leader's group has a total of x: at its limit if x is. */
  public double part(int j, double x) {
    int lead = leader[j];
    double part = sign[j] / members[lead] * x;
    if (bounds.limits(j) && x != 0) {
      boolean low = x <= bounds.lower()[lead] * members[lead];
      boolean high = x >= bounds.upper()[lead] * members[lead];
      return (sign[j] > 0 ? low : high)
          ? bounds.lower()[j]
          : (sign[j] > 0 ? high : low) ? bounds.upper()[j] : part;
    }
    return part;
  }

  public int leader(int j) {
    return leader[j];
  }
}
