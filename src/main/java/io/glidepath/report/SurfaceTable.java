package io.glidepath.report;

import static org.apache.spark.sql.functions.col;

import io.glidepath.output.TableSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * The whole surface but for its coefficients, from the tables {@code paths}, {@code validation} and
 * {@code folds}.
 *
 * @param alphas every elastic_net_param, ascending
 * @param paths one for each
 * @param folds the folds' names, ascending; empty if there were none
 * @param foldWeights sum of the weights of each fold's rows
 */
record SurfaceTable(double[] alphas, List<PathTable> paths, int[] folds, double[] foldWeights) {

  /**
   * @param metric which of the held-out scores; not looked at without folds
   */
  static SurfaceTable read(RunTables run, String metric) {
    List<Row> points =
        run.rows(
            TableSchemas.PATHS,
            "elastic_net_param",
            "grid_index",
            "reg_param",
            "intercept",
            "nonzero",
            "l1_norm",
            "l2_norm",
            "deviance",
            "deviance_ratio",
            "kkt_violation",
            "duality_gap",
            "converged");
    List<Row> scores = run.has(TableSchemas.FOLDS) ? scores(run, metric) : List.of();
    double[] alphas =
        points.stream().mapToDouble(r -> r.getDouble(0)).distinct().sorted().toArray();
    int[] folds = scores.stream().mapToInt(r -> r.getInt(2)).distinct().sorted().toArray();
    int last = points.stream().mapToInt(r -> r.getInt(1)).max().orElse(-1);
    SurfaceTable surface =
        new SurfaceTable(
            alphas,
            IntStream.range(0, alphas.length)
                .mapToObj(a -> PathTable.empty(last + 1, folds.length))
                .toList(),
            folds,
            new double[folds.length]);
    points.forEach(surface::place);
    scores.forEach(surface::placeScore);
    if (folds.length > 0) {
      run.table(TableSchemas.VALIDATION)
          .where(col("metric").equalTo(metric))
          .select("elastic_net_param", "grid_index", "mean", "standard_error")
          .collectAsList()
          .forEach(surface::placeMean);
    }
    return surface;
  }

  private static List<Row> scores(RunTables run, String metric) {
    return run.table(TableSchemas.FOLDS)
        .where(col("metric").equalTo(metric))
        .select("elastic_net_param", "grid_index", "fold", "value", "weight")
        .collectAsList();
  }

  private void place(Row r) {
    PathTable path = path(r);
    int k = r.getInt(1);
    path.regParam()[k] = RunTables.number(r, 2);
    path.intercept()[k] = RunTables.number(r, 3);
    path.nonzero()[k] = r.getInt(4);
    path.l1Norm()[k] = RunTables.number(r, 5);
    path.l2Norm()[k] = RunTables.number(r, 6);
    path.deviance()[k] = RunTables.number(r, 7);
    path.devianceRatio()[k] = RunTables.number(r, 8);
    path.kktViolation()[k] = RunTables.number(r, 9);
    path.dualityGap()[k] = RunTables.number(r, 10);
    path.converged()[k] = r.getBoolean(11);
  }

  private void placeScore(Row r) {
    int fold = Arrays.binarySearch(folds, r.getInt(2));
    path(r).folds()[r.getInt(1)][fold] = RunTables.number(r, 3);
    foldWeights[fold] = RunTables.number(r, 4);
  }

  private void placeMean(Row r) {
    path(r).mean()[r.getInt(1)] = RunTables.number(r, 2);
    path(r).standardError()[r.getInt(1)] = RunTables.number(r, 3);
  }

  private PathTable path(Row r) {
    return paths.get(alphaIndex(r.getDouble(0)));
  }

  /** Position of an elastic_net_param; negative if the run has none such. */
  int alphaIndex(double alpha) {
    return Arrays.binarySearch(alphas, alpha);
  }

  PathTable path(int a) {
    return paths.get(a);
  }

  boolean validated() {
    return folds.length > 0;
  }

  int gridPoints() {
    return paths.get(0).points();
  }

  double alpha(GridPoint p) {
    return alphas[p.a()];
  }

  double lambda(GridPoint p) {
    return paths.get(p.a()).regParam()[p.k()];
  }

  /** The last point of a path, where the penalty is weakest. */
  GridPoint end(int a) {
    return new GridPoint(a, gridPoints() - 1);
  }

  /** The grid point of the smallest reg_param; of equal ones that of the smallest alpha. */
  GridPoint weakest() {
    int weakest = 0;
    for (int a = 1; a < alphas.length; a++) {
      if (lambda(end(a)) < lambda(end(weakest)) * (1 - 1e-9)) {
        weakest = a;
      }
    }
    return end(weakest);
  }

  /** Mean unit deviance of the model without columns; NaN where the tables do not tell. */
  double nullDeviance() {
    for (PathTable path : paths) {
      double ratio = path.devianceRatio()[0];
      if (ratio < 1) {
        return path.deviance()[0] / (1 - ratio);
      }
    }
    return Double.NaN;
  }
}
