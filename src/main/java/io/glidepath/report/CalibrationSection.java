package io.glidepath.report;

import io.glidepath.family.Metric;
import io.glidepath.output.TableSchemas;
import io.glidepath.output.Tables;
import io.glidepath.select.FoldMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well the chosen point's predictions fit on rows held out.
 *
 * @param slope of each fold and its mean
 * @param intercept likewise
 * @param bins observed against predicted in deciles; empty for losses without
 * @param lift where the ones are, for two classes
 */
record CalibrationSection(
    ScoreTable.Score slope,
    ScoreTable.Score intercept,
    Optional<List<Bin>> bins,
    Optional<Lift> lift) {

  /**
   * A tenth of the rows of each fold, by their predictions.
   *
   * @param weight of all folds together
   * @param predicted weighted mean over folds
   * @param observed likewise
   * @param folds predicted, observed, weight and name of each fold that has the bin
   */
  record Bin(int bin, double weight, double predicted, double observed, List<double[]> folds) {

    static Bin of(int bin, List<double[]> folds) {
      double weight = folds.stream().mapToDouble(f -> f[2]).sum();
      double predicted = folds.stream().mapToDouble(f -> f[0] * f[2]).sum() / weight;
      double observed = folds.stream().mapToDouble(f -> f[1] * f[2]).sum() / weight;
      return new Bin(bin, weight, predicted, observed, folds);
    }
  }

  static CalibrationSection of(
      Tables run, SurfaceTable surface, GridPoint chosen, boolean twoClasses) {
    Optional<List<Bin>> bins =
        run.has(TableSchemas.CALIBRATION)
            ? Optional.of(bins(run, surface, chosen))
            : Optional.empty();
    return new CalibrationSection(
        surface.scores().score(Metric.CALIBRATION_SLOPE.label(), chosen),
        surface.scores().score(Metric.CALIBRATION_INTERCEPT.label(), chosen),
        bins,
        bins.filter(b -> twoClasses && observed(b) > 0).map(Lift::of));
  }

  /** Mean of the label over all held-out rows; NaN without tenths. */
  double observed() {
    return observed(bins.orElse(List.of()));
  }

  private static double observed(List<Bin> bins) {
    return bins.stream().mapToDouble(b -> b.weight() * b.observed()).sum()
        / bins.stream().mapToDouble(Bin::weight).sum();
  }

  /**
   * How much higher the observed means are than the predicted ones in the two lowest and the two
   * highest tenths than in those between, over folds: what a straight line cannot mend. A slope
   * alone moves both ends in opposite directions. NaN without tenths.
   */
  FoldMean bend() {
    Map<Integer, List<double[]>> tenths =
        new TreeMap<>(); // by fold: bin, observed - predicted, weight
    for (Bin bin : bins.orElse(List.of())) {
      for (double[] f : bin.folds()) {
        tenths
            .computeIfAbsent((int) f[3], fold -> new ArrayList<>())
            .add(new double[] {bin.bin(), f[1] - f[0], f[2]});
      }
    }
    double[] bends = tenths.values().stream().mapToDouble(CalibrationSection::bend).toArray();
    double[] weights =
        tenths.values().stream()
            .mapToDouble(fold -> fold.stream().mapToDouble(t -> t[2]).sum())
            .toArray();
    return FoldMean.of(bends, weights);
  }

  private static double bend(List<double[]> tenths) {
    double[] sums = new double[2];
    double[] weights = new double[2];
    for (double[] tenth : tenths) {
      int where = tenth[0] < 2 || tenth[0] >= 8 ? 1 : 0;
      sums[where] += tenth[1] * tenth[2];
      weights[where] += tenth[2];
    }
    return sums[1] / weights[1] - sums[0] / weights[0];
  }

  private static List<Bin> bins(Tables run, SurfaceTable surface, GridPoint chosen) {
    TreeMap<Integer, List<double[]>> bins = new TreeMap<>();
    run.forEach(
        TableSchemas.CALIBRATION,
        List.of(
            "elastic_net_param", "grid_index", "fold", "bin", "predicted", "observed", "weight"),
        surface.at(List.of(chosen)),
        r ->
            bins.computeIfAbsent(r.integer("bin"), bin -> new ArrayList<>())
                .add(
                    new double[] {
                      r.number("predicted"),
                      r.number("observed"),
                      r.number("weight"),
                      r.integer("fold")
                    }));
    return bins.entrySet().stream().map(e -> Bin.of(e.getKey(), e.getValue())).toList();
  }
}
