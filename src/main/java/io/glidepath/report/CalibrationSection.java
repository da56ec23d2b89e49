package io.glidepath.report;

import static org.apache.spark.sql.functions.col;

import io.glidepath.family.Metric;
import io.glidepath.output.TableSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * How well the chosen point's predictions fit on rows held out.
 *
 * @param bins observed against predicted in deciles; empty for losses without
 */
record CalibrationSection(Line slope, Line intercept, Optional<List<Bin>> bins) {

  /** Calibration slope or intercept: by fold, in the folds' order, and its mean. */
  record Line(double mean, double standardError, double[] folds) {}

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
        line(run, surface, chosen, Metric.CALIBRATION_SLOPE),
        line(run, surface, chosen, Metric.CALIBRATION_INTERCEPT),
        run.has(TableSchemas.CALIBRATION)
            ? Optional.of(bins(run, surface, chosen))
            : Optional.empty());
  }

  private static Line line(RunTables run, SurfaceTable surface, GridPoint chosen, Metric metric) {
    Column of = at(surface, chosen).and(col("metric").equalTo(metric.label()));
    double[] folds =
        run
            .table(TableSchemas.FOLDS)
            .where(of)
            .orderBy("fold")
            .select("value")
            .collectAsList()
            .stream()
            .mapToDouble(r -> RunTables.number(r, 0))
            .toArray();
    List<Row> mean =
        run.table(TableSchemas.VALIDATION)
            .where(of)
            .select("mean", "standard_error")
            .collectAsList();
    return mean.isEmpty()
        ? new Line(Double.NaN, Double.NaN, folds)
        : new Line(RunTables.number(mean.get(0), 0), RunTables.number(mean.get(0), 1), folds);
  }

  private static List<Bin> bins(RunTables run, SurfaceTable surface, GridPoint chosen) {
    TreeMap<Integer, List<double[]>> bins = new TreeMap<>();
    List<Row> rows =
        run.table(TableSchemas.CALIBRATION)
            .where(at(surface, chosen))
            .orderBy("fold", "bin")
            .select("bin", "predicted", "observed", "weight")
            .collectAsList();
    for (Row r : rows) {
      bins.computeIfAbsent(r.getInt(0), bin -> new ArrayList<>())
          .add(
              new double[] {
                RunTables.number(r, 1), RunTables.number(r, 2), RunTables.number(r, 3)
              });
    }
    return bins.entrySet().stream().map(e -> Bin.of(e.getKey(), e.getValue())).toList();
  }

  private static Column at(SurfaceTable surface, GridPoint p) {
    return col("elastic_net_param").equalTo(surface.alpha(p)).and(col("grid_index").equalTo(p.k()));
  }
}
