package io.glidepath.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Coefficient paths of the columns that matter most.
 *
 * @param features page numbers, the most important first
 * @param deviations sigma of each
 * @param paths by [alpha][position in features]
 * @param top by [alpha]: positions in features of its largest
 * @param leftOut how many columns have no path here
 */
record CoefficientSection(
    int[] features, double[] deviations, List<List<Stretch>> paths, List<int[]> top, int leftOut) {
  /** So many paths may be drawn of any alpha; at 11 x 100 points some 600 KB. */
  private static final int MOST = 80;

  private static final int TOP = 20;

  /**
   * The non-zero part of a path.
   *
   * @param from grid_index of the first value; zero before and after
   */
  record Stretch(int from, double[] values) {

    static Stretch of(double[] path) {
      int from = 0;
      int to = path.length;
      while (from < to && path[from] == 0) {
        from++;
      }
      while (to > from && path[to - 1] == 0) {
        to--;
      }
      return new Stretch(from, Digits.six(Arrays.copyOfRange(path, from, to)));
    }
  }

  /**
   * @param landmarks points whose largest coefficients are among those drawn
   */
  static CoefficientSection of(
      CoefficientTable table,
      SurfaceTable surface,
      FeatureTable features,
      Collection<GridPoint> landmarks,
      Names names) {
    List<int[]> largest = new ArrayList<>();
    landmarks.forEach(p -> largest.add(largest(table.standardized(p), TOP)));
    for (int a = 0; a < surface.alphas().length; a++) {
      largest.add(largest(table.largest(a), TOP));
    }
    List<Integer> columns = roundRobin(largest);
    double[][][] along = table.along(columns);
    List<int[]> top = new ArrayList<>();
    for (int a = 0; a < along.length; a++) {
      double[] size = new double[columns.size()];
      for (int i = 0; i < size.length; i++) {
        size[i] = table.largest(a)[columns.get(i)];
      }
      top.add(largest(size, TOP));
    }
    return new CoefficientSection(
        names.of(columns),
        columns.stream().mapToDouble(j -> features.deviations()[j]).toArray(),
        Arrays.stream(along).map(p -> Arrays.stream(p).map(Stretch::of).toList()).toList(),
        top,
        features.size() - columns.size());
  }

  /** Positions of the largest absolute values that are not 0, the largest first. */
  static int[] largest(double[] values, int most) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] != 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(values[i])))
        .limit(most)
        .mapToInt(i -> i)
        .toArray();
  }

  /** The first of every list, then the second of every list, each once, up to the most allowed. */
  private static List<Integer> roundRobin(List<int[]> lists) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int i = 0; i < TOP; i++) {
      for (int[] list : lists) {
        if (i < list.length && all.size() < MOST) {
          all.add(list[i]);
        }
      }
    }
    return List.copyOf(all);
  }
}
