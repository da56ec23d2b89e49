package io.glidepath.report;

import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Columns that the pairs of the table {@code correlations} connect, directly or through others.
 * Millions of pairs are read one by one; only the columns are held.
 */
final class CorrelatedGroups {
  /** From here on columns say the same thing to three digits. */
  private static final double NEARLY_EQUAL = 0.999;

  private final int[] parent;
  private final double[] smallest;
  private final double[] largest;
  private final BitSet nearlyEqual = new BitSet();
  private long pairs;

  private CorrelatedGroups(int columns) {
    this.parent = IntStream.range(0, columns).toArray();
    this.smallest = new double[columns];
    this.largest = new double[columns];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
  }

  static CorrelatedGroups read(Tables run, FeatureTable features) {
    CorrelatedGroups groups = new CorrelatedGroups(features.size());
    run.forEach(
        TableSchemas.CORRELATIONS,
        List.of("left", "right", "correlation"),
        r ->
            groups.connect(
                features.of(r.text("left")),
                features.of(r.text("right")),
                r.number("correlation")));
    features.copies().forEach(groups.nearlyEqual::clear);
    return groups;
  }

  private void connect(int left, int right, double correlation) {
    pairs++;
    if (Math.abs(correlation) >= NEARLY_EQUAL) {
      nearlyEqual.set(left);
      nearlyEqual.set(right);
    }
    int root = root(left);
    int joined = root(right);
    parent[joined] = root;
    double low = closer(smallest[root], smallest[joined], true);
    double high = closer(largest[root], largest[joined], false);
    smallest[root] = closer(low, correlation, true);
    largest[root] = closer(high, correlation, false);
  }

  /** Of two correlations the one of smaller, or larger, absolute value. */
  private static double closer(double one, double other, boolean smaller) {
    return Math.abs(one) < Math.abs(other) == smaller ? one : other;
  }

  private int root(int column) {
    int root = column;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** Feature indices of each group. */
  List<List<Integer>> members() {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int j = 0; j < parent.length; j++) {
      groups.computeIfAbsent(root(j), root -> new ArrayList<>()).add(j);
    }
    return groups.values().stream().filter(g -> g.size() > 1).toList();
  }

  /** The smallest correlation of a pair in a group, by absolute value. */
  double smallest(List<Integer> members) {
    return smallest[root(members.get(0))];
  }

  /** The largest correlation of a pair in a group, by absolute value. */
  double largest(List<Integer> members) {
    return largest[root(members.get(0))];
  }

  /** Feature indices of the columns that nearly equal another one but are no exact copies. */
  List<Integer> nearlyEqual() {
    return nearlyEqual.stream().boxed().toList();
  }

  /** How many pairs there are. */
  long pairs() {
    return pairs;
  }
}
