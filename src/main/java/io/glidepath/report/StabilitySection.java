package io.glidepath.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which columns the fold models keep at the landmarks, from the table {@code stability}, and which
 * columns stand in for each other, from {@code correlations}.
 *
 * @param groups those of which some fold model keeps a column, the strongest first
 * @param pairs of columns that are correlated closely
 */
record StabilitySection(List<Shares> points, List<Group> groups, int groupsLeftOut, long pairs) {
  private static final int STRONGEST = 25;
  private static final int UNSTEADY = 15;
  private static final int GROUPS = 20;
  private static final int MEMBERS = 12;

  /**
   * What the fold models say at one point.
   *
   * @param features page numbers of the strongest columns, and of the strongest of those that some
   *     fold models keep and some do not; by share, then by size
   * @param kept share of fold models that keep each
   * @param mean of its standardized coefficient over fold models
   * @param standardDeviation likewise
   * @param histogram how many of all columns are kept by none of the fold models, by up to a tenth,
   *     by more and up to two tenths, ...
   */
  record Shares(
      String title,
      int a,
      int k,
      int[] features,
      double[] kept,
      double[] mean,
      double[] standardDeviation,
      int[] histogram) {}

  /**
   * Columns connected by close correlations.
   *
   * @param features page numbers, the strongest first; not all if there are many
   * @param kept by the fold models at the first point
   * @param mean likewise
   * @param members how many there are
   * @param smallest correlation of the pairs that connect them, by absolute value
   * @param largest likewise
   * @param copies how many of them are exact multiples of another one
   */
  record Group(
      int[] features,
      double[] kept,
      double[] mean,
      int members,
      double smallest,
      double largest,
      int copies) {}

  static StabilitySection of(
      StabilityTable table,
      CorrelatedGroups groups,
      Set<Integer> copies,
      List<Landmark> landmarks,
      Names names) {
    StabilityTable.Columns first = table.at(landmarks.get(0).point());
    List<Group> shown =
        groups.members().stream()
            .filter(members -> members.stream().anyMatch(j -> first.kept()[j] > 0))
            .sorted(Comparator.comparingDouble(members -> -strongest(members, first.mean())))
            .limit(GROUPS)
            .map(members -> group(groups, members, copies, first, names))
            .toList();
    return new StabilitySection(
        landmarks.stream().map(l -> shares(l, table.at(l.point()), names)).toList(),
        shown,
        groups.members().size() - shown.size(),
        groups.pairs());
  }

  private static Shares shares(Landmark landmark, StabilityTable.Columns rows, Names names) {
    double[] unsteady = rows.mean().clone();
    int[] histogram = new int[11];
    for (int j = 0; j < unsteady.length; j++) {
      if (rows.kept()[j] == 0 || rows.kept()[j] == 1) {
        unsteady[j] = 0;
      }
      histogram[(int) Math.ceil(10 * rows.kept()[j] - 1e-9)]++;
    }
    Set<Integer> shown = new LinkedHashSet<>();
    Arrays.stream(CoefficientSection.largest(rows.mean(), STRONGEST)).forEach(shown::add);
    Arrays.stream(CoefficientSection.largest(unsteady, UNSTEADY)).forEach(shown::add);
    List<Integer> order =
        shown.stream()
            .sorted(
                Comparator.comparingDouble((Integer j) -> -rows.kept()[j])
                    .thenComparingDouble(j -> -Math.abs(rows.mean()[j])))
            .toList();
    return new Shares(
        landmark.title(),
        landmark.point().a(),
        landmark.point().k(),
        names.of(order),
        pick(rows.kept(), order),
        Digits.six(pick(rows.mean(), order)),
        Digits.six(pick(rows.standardDeviation(), order)),
        histogram);
  }

  private static double strongest(List<Integer> members, double[] mean) {
    return members.stream().mapToDouble(j -> Math.abs(mean[j])).max().orElse(0);
  }

  private static Group group(
      CorrelatedGroups groups,
      List<Integer> members,
      Set<Integer> copies,
      StabilityTable.Columns rows,
      Names names) {
    List<Integer> shown =
        members.stream()
            .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(rows.mean()[j])))
            .limit(MEMBERS)
            .toList();
    return new Group(
        names.of(shown),
        pick(rows.kept(), shown),
        Digits.six(pick(rows.mean(), shown)),
        members.size(),
        Digits.six(groups.smallest(members)),
        Digits.six(groups.largest(members)),
        (int) members.stream().filter(copies::contains).count());
  }

  private static double[] pick(double[] values, List<Integer> positions) {
    return IntStream.range(0, positions.size())
        .mapToDouble(i -> values[positions.get(i)])
        .toArray();
  }
}
