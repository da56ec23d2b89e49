package io.glidepath.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How standardized coefficients of several models are distributed, in the same bins.
 *
 * @param edges of the bins, symmetric about 0
 */
record Histograms(double[] edges, List<Counts> series) {
  private static final int BINS = 31;

  /** Bins reach to this quantile of the absolute values; what is beyond is only counted. */
  private static final double REACH = 0.98;

  /**
   * One model's coefficients.
   *
   * @param counts non-zero ones by bin
   * @param zeros how many are exactly 0
   * @param below how many lie below the first bin
   * @param above how many lie above the last
   */
  record Counts(
      String key, int a, int k, double regParam, int[] counts, int zeros, int below, int above) {}

  /** Empty if all coefficients are zero. */
  static Optional<Histograms> of(
      List<String> keys, List<GridPoint> points, CoefficientTable table, SurfaceTable surface) {
    double[] sizes =
        points.stream()
            .flatMapToDouble(p -> Arrays.stream(table.standardized(p)))
            .map(Math::abs)
            .filter(v -> v > 0)
            .sorted()
            .toArray();
    if (sizes.length == 0) {
      return Optional.empty();
    }
    double reach = sizes[(int) Math.ceil(REACH * sizes.length) - 1];
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = Digits.six(reach * (2.0 * i / BINS - 1));
    }
    List<Counts> series = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      series.add(counts(keys.get(i), points.get(i), table, surface, reach));
    }
    return Optional.of(new Histograms(edges, series));
  }

  private static Counts counts(
      String key, GridPoint p, CoefficientTable table, SurfaceTable surface, double reach) {
    int[] counts = new int[BINS];
    int zeros = 0;
    int below = 0;
    int above = 0;
    for (double v : table.standardized(p)) {
      if (v == 0) {
        zeros++;
      } else if (v < -reach) {
        below++;
      } else if (v > reach) {
        above++;
      } else {
        counts[Math.min(BINS - 1, (int) ((v / reach + 1) / 2 * BINS))]++;
      }
    }
    return new Counts(key, p.a(), p.k(), surface.lambda(p), counts, zeros, below, above);
  }
}
