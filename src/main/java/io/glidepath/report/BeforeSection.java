package io.glidepath.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a penalty does to coefficients: the same columns at the landmarks, what L1 set to zero, and
 * how large coefficients are under weak, chosen and strong penalties.
 *
 * @param features page numbers, the largest first
 */
record BeforeSection(
    int[] features,
    List<Series> series,
    Optional<Zeroed> zeroed,
    Optional<Histograms> distribution) {
  private static final int FEATURES = 20;
  private static final int ZEROED = 200;

  /** Standardized coefficients of the features at one point. */
  record Series(String key, String title, int a, int k, double regParam, double[] values) {}

  /**
   * Columns that are zero at a point of pure L1.
   *
   * @param features the largest under L2 first, not all if there are many
   */
  record Zeroed(int a, int k, int count, int[] features) {}

  /**
   * @param landmarks the points beside each other
   * @param middle the point in the middle of the histograms: the chosen one
   */
  static BeforeSection of(
      CoefficientTable table,
      SurfaceTable surface,
      FeatureTable features,
      List<Landmark> landmarks,
      GridPoint middle,
      Names names) {
    List<Integer> columns = columns(table, features.size(), landmarks);
    List<Series> series = new ArrayList<>();
    for (Landmark landmark : landmarks) {
      GridPoint p = landmark.point();
      double[] model = table.standardized(p);
      series.add(
          new Series(
              landmark.key(),
              landmark.title(),
              p.a(),
              p.k(),
              surface.lambda(p),
              Digits.six(columns.stream().mapToDouble(j -> model[j]).toArray())));
    }
    List<GridPoint> around = histogramPoints(surface, middle);
    return new BeforeSection(
        names.of(columns),
        series,
        landmark(landmarks, "l1")
            .map(p -> zeroed(table, features, p, landmark(landmarks, "l2"), names)),
        around.stream().allMatch(table::has)
            ? Histograms.of(List.of("weak", "chosen", "strong"), around, table, surface)
            : Optional.empty());
  }

  /** Where the histograms are made: the end of the middle's path, itself, half way to the start. */
  static List<GridPoint> histogramPoints(SurfaceTable surface, GridPoint middle) {
    return List.of(surface.end(middle.a()), middle, new GridPoint(middle.a(), middle.k() / 2));
  }

  /**
   * The largest at any landmark but the nearly unpenalised one, where dependent columns run wild.
   */
  private static List<Integer> columns(
      CoefficientTable table, int columns, List<Landmark> landmarks) {
    double[] size = new double[columns];
    for (Landmark landmark : landmarks) {
      if (landmarks.size() == 1 || !landmark.key().equals("weak")) {
        double[] model = table.standardized(landmark.point());
        for (int j = 0; j < columns; j++) {
          size[j] = Math.max(size[j], Math.abs(model[j]));
        }
      }
    }
    return Arrays.stream(CoefficientSection.largest(size, FEATURES)).boxed().toList();
  }

  private static Optional<GridPoint> landmark(List<Landmark> landmarks, String key) {
    return landmarks.stream().filter(l -> l.key().equals(key)).map(Landmark::point).findFirst();
  }

  private static Zeroed zeroed(
      CoefficientTable table,
      FeatureTable features,
      GridPoint l1,
      Optional<GridPoint> l2,
      Names names) {
    double[] lasso = table.standardized(l1);
    double[] ridge = l2.map(table::standardized).orElse(lasso);
    List<Integer> zero =
        IntStream.range(0, lasso.length)
            .filter(j -> lasso[j] == 0 && !features.status().get(j).equals("constant"))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(ridge[j])))
            .toList();
    return new Zeroed(l1.a(), l1.k(), zero.size(), names.of(zero.stream().limit(ZEROED).toList()));
  }
}
