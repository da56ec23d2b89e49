package io.glidepath.report;

import static org.apache.spark.sql.functions.col;

import io.glidepath.output.TableSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Which columns the fold models keep at the landmarks, from the table {@code stability}, and which
 * columns stand in for each other, from {@code correlations}.
 *
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
   */
  record Group(
      int[] features, double[] kept, double[] mean, int members, double smallest, double largest) {}

  /** One point's rows of the table, by feature index. */
  record Folded(double[] kept, double[] mean, double[] standardDeviation) {}

  static StabilitySection of(
      RunTables run,
      SurfaceTable surface,
      FeatureTable features,
      List<Landmark> landmarks,
      Names names) {
    List<Shares> points = new ArrayList<>();
    List<Folded> folded = new ArrayList<>();
    for (Landmark landmark : landmarks) {
      Folded rows = read(run, surface, features, landmark.point());
      folded.add(rows);
      points.add(shares(landmark, rows, names));
    }
    CorrelatedGroups groups = CorrelatedGroups.read(run, features);
    double[] weight = folded.get(0).mean();
    List<Group> shown =
        groups.members().stream()
            .sorted(Comparator.comparingDouble(members -> -strongest(members, weight)))
            .limit(GROUPS)
            .map(members -> group(groups, members, folded.get(0), names))
            .toList();
    return new StabilitySection(
        points, shown, groups.members().size() - shown.size(), groups.pairs());
  }

  /** The share of fold models that keep each column at a point. */
  static Folded read(RunTables run, SurfaceTable surface, FeatureTable features, GridPoint p) {
    int columns = features.size();
    Folded folded = new Folded(new double[columns], new double[columns], new double[columns]);
    List<Row> rows =
        run.table(TableSchemas.STABILITY)
            .where(col("elastic_net_param").equalTo(surface.alpha(p)))
            .where(col("grid_index").equalTo(p.k()))
            .select("feature", "kept", "mean", "standard_deviation")
            .collectAsList();
    for (Row r : rows) {
      int j = features.of(r.getString(0));
      folded.kept()[j] = RunTables.number(r, 1);
      folded.mean()[j] = RunTables.number(r, 2);
      folded.standardDeviation()[j] = RunTables.number(r, 3);
    }
    return folded;
  }

  private static Shares shares(Landmark landmark, Folded rows, Names names) {
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
      CorrelatedGroups groups, List<Integer> members, Folded rows, Names names) {
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
        Digits.six(groups.largest(members)));
  }

  private static double[] pick(double[] values, List<Integer> positions) {
    return IntStream.range(0, positions.size())
        .mapToDouble(i -> values[positions.get(i)])
        .toArray();
  }
}
