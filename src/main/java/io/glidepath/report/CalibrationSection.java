package io.glidepath.report;

import io.glidepath.family.Metric;
import io.glidepath.output.RunTables;
import io.glidepath.output.TableSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well the chosen point's predictions fit on rows held out.
 *
 * @param slope of each fold and its mean
 * @param intercept likewise
 * @param bins observed against predicted in deciles; empty for losses without
 */
record CalibrationSection(
    ScoreTable.Score slope, ScoreTable.Score intercept, Optional<List<Bin>> bins) {

  /**
   * A tenth of the rows of each fold, by their predictions.
   *
   * @param weight of all folds together
   * @param predicted weighted mean over folds
   * @param observed likewise
   * @param folds predicted, observed and weight in each fold that has the bin
   */
  record Bin(int bin, double weight, double predicted, double observed, List<double[]> folds) {

    static Bin of(int bin, List<double[]> folds) {
      double weight = folds.stream().mapToDouble(f -> f[2]).sum();
      double predicted = folds.stream().mapToDouble(f -> f[0] * f[2]).sum() / weight;
      double observed = folds.stream().mapToDouble(f -> f[1] * f[2]).sum() / weight;
      return new Bin(bin, weight, predicted, observed, folds);
    }
  }

  static CalibrationSection of(RunTables run, SurfaceTable surface, GridPoint chosen) {
    return new CalibrationSection(
        surface.scores().score(Metric.CALIBRATION_SLOPE.label(), chosen),
        surface.scores().score(Metric.CALIBRATION_INTERCEPT.label(), chosen),
        run.has(TableSchemas.CALIBRATION)
            ? Optional.of(bins(run, surface, chosen))
            : Optional.empty());
  }

  private static List<Bin> bins(RunTables run, SurfaceTable surface, GridPoint chosen) {
    TreeMap<Integer, List<double[]>> bins = new TreeMap<>();
    run.forEach(
        TableSchemas.CALIBRATION,
        List.of("elastic_net_param", "grid_index", "bin", "predicted", "observed", "weight"),
        surface.at(List.of(chosen)),
        r ->
            bins.computeIfAbsent(r.integer("bin"), bin -> new ArrayList<>())
                .add(
                    new double[] {
                      r.number("predicted"), r.number("observed"), r.number("weight")
                    }));
    return bins.entrySet().stream().map(e -> Bin.of(e.getKey(), e.getValue())).toList();
  }
}
