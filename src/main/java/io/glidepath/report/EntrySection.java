package io.glidepath.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which columns enter a path as the penalty grows weaker.
 *
 * @param features page numbers of the first ones
 * @param at grid_index of each one's entry
 * @param total how many ever enter
 */
record EntrySection(int[] features, int[] at, int total) {
  private static final int MOST = 60;

  static EntrySection of(CoefficientTable table, int columns, int a, Names names) {
    List<Integer> order =
        IntStream.range(0, columns)
            .filter(j -> table.enters(a, j))
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer j) -> table.entry(a, j))
                    .thenComparing(j -> -table.largest(a)[j]))
            .toList();
    List<Integer> first = order.stream().limit(MOST).toList();
    return new EntrySection(
        names.of(first), first.stream().mapToInt(j -> table.entry(a, j)).toArray(), order.size());
  }
}
