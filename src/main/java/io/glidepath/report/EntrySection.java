package io.glidepath.report;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which columns enter a path as the penalty grows weaker, and where they leave it
 * again.
 *
 * @param features page numbers of the first ones
 * @param stretches of each one, the grid_index of the first and of the last point of every stretch
 *     in which its coefficient is not 0
 * @param total how many ever enter
 */
record EntrySection(int[] features, List<int[]> stretches, int total) {
  private static final int MOST = 60;

  /** Of a path; without columns where its coefficients are not published. */
  static EntrySection of(CoefficientTable table, int columns, int a, Names names) {
    if (!table.has(a)) {
      return new EntrySection(new int[0], List.of(), 0);
    }
    int[] entry = IntStream.range(0, columns).map(j -> table.entry(a, j)).toArray();
    List<Integer> order =
        IntStream.range(0, columns)
            .filter(j -> entry[j] >= 0)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer j) -> entry[j])
                    .thenComparing(j -> -table.largest(a)[j]))
            .toList();
    List<Integer> first = order.stream().limit(MOST).toList();
    return new EntrySection(
        names.of(first),
        first.stream().map(j -> stretches(table.nonzero(a, j))).toList(),
        order.size());
  }

  /** First and last of every run of set bits: {2, 3, 7} gives 2, 3, 7, 7. */
  static int[] stretches(BitSet nonzero) {
    IntStream.Builder ends = IntStream.builder();
    for (int from = nonzero.nextSetBit(0); from >= 0; ) {
      int beyond = nonzero.nextClearBit(from);
      ends.add(from).add(beyond - 1);
      from = nonzero.nextSetBit(beyond);
    }
    return ends.build().toArray();
  }
}
