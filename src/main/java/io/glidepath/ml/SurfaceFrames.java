package io.glidepath.ml;

import io.glidepath.family.Metric;
import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import io.glidepath.path.SparseCoefficients;
import io.glidepath.path.Surface;
import io.glidepath.path.SurfacePoint;
import io.glidepath.select.CrossValidation;
import io.glidepath.select.PointScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A sweep's results as DataFrames and back: what the model shows and what it is saved as. */
final class SurfaceFrames {
  private static final StructType POINTS =
      PointRows.SCHEMA
          .add("indices", "array<int>")
          .add("coefficients", "array<double>")
          .add("standardized", "array<double>");
  private static final StructType SCORES =
      StructType.fromDDL(
          "metric string, elastic_net_param double, grid_index int, mean double,"
              + " standard_error double, folds array<int>, repeats array<int>,"
              + " values array<double>, weights array<double>, rank_error double");

  private static final String SLOPE = Metric.CALIBRATION_SLOPE.label();
  private static final String INTERCEPT = Metric.CALIBRATION_INTERCEPT.label();
  private static final Set<String> CALIBRATION = Set.of(SLOPE, INTERCEPT);

  /** In place of a grid index: the null model. */
  private static final int NOTHING = -1;

  /** In place of a grid index: the fit without a penalty. */
  private static final int UNPENALISED = -2;

  private SurfaceFrames() {}

  static Dataset<Row> points(SparkSession spark, SweepResult result) {
    return spark.createDataFrame(
        result.surface().points().stream().map(SurfaceFrames::row).toList(), POINTS);
  }

  private static Row row(SurfacePoint p) {
    SparseCoefficients c = p.coefficients();
    Stream<Object> coefficients = Stream.of(c.indices(), c.values(), c.standardized());
    return RowFactory.create(Stream.concat(Arrays.stream(PointRows.of(p)), coefficients).toArray());
  }

  static Surface surface(Dataset<Row> points) {
    List<List<SurfacePoint>> paths = new ArrayList<>();
    for (Row r : points.orderBy("elastic_net_param", "grid_index").collectAsList()) {
      if (r.<Integer>getAs("grid_index") == 0) {
        paths.add(new ArrayList<>());
      }
      paths.get(paths.size() - 1).add(point(r));
    }
    return new Surface(paths);
  }

  private static SurfacePoint point(Row r) {
    return new SurfacePoint(
        number(r, "elastic_net_param"),
        r.<Integer>getAs("grid_index"),
        number(r, "reg_param"),
        number(r, "intercept"),
        new SparseCoefficients(
            ints(r, r.fieldIndex("indices")),
            doubles(r, r.fieldIndex("coefficients")),
            doubles(r, r.fieldIndex("standardized"))),
        number(r, "l1_norm"),
        number(r, "l2_norm"),
        number(r, "deviance"),
        number(r, "deviance_ratio"),
        number(r, "objective"),
        number(r, "kkt_violation"),
        number(r, "duality_gap"),
        r.<Boolean>getAs("converged"));
  }

  private static double number(Row row, String column) {
    return orNaN(row.getAs(column));
  }

  private static double[] doubles(Row row, int at) {
    return row.<Double>getList(at).stream().mapToDouble(SurfaceFrames::orNaN).toArray();
  }

  private static int[] ints(Row row, int at) {
    return row.<Integer>getList(at).stream().mapToInt(i -> i).toArray();
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }

  /** Held-out scores of every grid point. */
  static Dataset<Row> scores(SparkSession spark, SweepResult result) {
    return spark.createDataFrame(onGrid(result), SCORES);
  }

  /** The same, and those of the models outside the grid. */
  static Dataset<Row> allScores(SparkSession spark, SweepResult result) {
    List<Row> rows = onGrid(result);
    for (CrossValidation v : result.validation().stream().toList()) {
      for (CrossValidation.Curves c : v.curves()) {
        c.nothing().ifPresent(n -> rows.add(outside(c, NOTHING, n, v)));
        c.unpenalised().ifPresent(u -> rows.add(outside(c, UNPENALISED, u, v)));
      }
    }
    return spark.createDataFrame(rows, SCORES);
  }

  private static List<Row> onGrid(SweepResult result) {
    List<Row> rows = new ArrayList<>();
    result
        .validation()
        .ifPresent(
            v -> {
              for (int a = 0; a < result.surface().alphas(); a++) {
                for (SurfacePoint p : result.surface().paths().get(a)) {
                  result.scores(a, p.gridIndex()).forEach(s -> rows.add(row(s, p, v)));
                }
              }
            });
    return rows;
  }

  private static Row row(PointScore s, SurfacePoint p, CrossValidation v) {
    return row(
        RowFactory.create(
            s.metric(),
            p.alpha(),
            p.gridIndex(),
            PointRows.defined(s.mean()),
            PointRows.defined(s.standardError())),
        s.foldValues(),
        s.error(),
        v);
  }

  /** A model that is not on the grid. */
  private static Row outside(
      CrossValidation.Curves c, int which, double[] values, CrossValidation v) {
    return row(RowFactory.create(c.metric(), null, which, null, null), values, 0, v);
  }

  private static Row row(Row model, double[] values, double error, CrossValidation v) {
    Stream<Object> scored =
        Stream.of(
            folds(v, v::fold),
            folds(v, v::repeat),
            Arrays.stream(values).mapToObj(PointRows::defined).toArray(Double[]::new),
            IntStream.range(0, v.folds()).mapToDouble(v::weight).toArray(),
            error);
    return RowFactory.create(
        Stream.concat(IntStream.range(0, 5).mapToObj(model::get), scored).toArray());
  }

  private static int[] folds(CrossValidation v, IntUnaryOperator of) {
    return IntStream.range(0, v.folds()).map(of).toArray();
  }

  /** The scores that every grid point has. */
  static Optional<CrossValidation> validation(Dataset<Row> scores, Surface surface) {
    List<Row> rows = scores.collectAsList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Row> outside = rows.stream().filter(r -> r.getInt(2) < 0).toList();
    Map<String, CrossValidation.Curves> curves = new LinkedHashMap<>();
    for (Row r : rows) {
      if (CALIBRATION.contains(r.getString(0)) || r.getInt(2) < 0) {
        continue;
      }
      CrossValidation.Curves c =
          curves.computeIfAbsent(
              r.getString(0),
              m ->
                  new CrossValidation.Curves(
                      m,
                      paths(surface, double[][][]::new, double[][]::new),
                      paths(surface, double[][]::new, double[]::new),
                      paths(surface, double[][]::new, double[]::new),
                      values(outside, m, NOTHING),
                      values(outside, m, UNPENALISED),
                      paths(surface, double[][]::new, double[]::new)));
      int a = surface.alphaIndex(r.getDouble(1));
      c.mean()[a][r.getInt(2)] = orNaN(r.getAs(3));
      c.standardError()[a][r.getInt(2)] = orNaN(r.getAs(4));
      c.foldValues()[a][r.getInt(2)] = doubles(r, 7);
      c.error()[a][r.getInt(2)] = r.getDouble(9);
    }
    Row any = rows.get(0);
    return Optional.of(
        CrossValidation.of(
            ints(any, 5), ints(any, 6), doubles(any, 8), List.copyOf(curves.values())));
  }

  /** Room for something of each grid point. */
  private static <P> P[] paths(Surface surface, IntFunction<P[]> all, IntFunction<P> path) {
    return IntStream.range(0, surface.alphas())
        .mapToObj(a -> path.apply(surface.lambdas(a)))
        .toArray(all);
  }

  private static Optional<double[]> values(List<Row> outside, String metric, int which) {
    return outside.stream()
        .filter(r -> r.getString(0).equals(metric) && r.getInt(2) == which)
        .map(r -> doubles(r, 7))
        .findFirst();
  }

  /** The scores that only selected grid points have. */
  static Optional<Calibrations> calibrations(Dataset<Row> scores, Surface surface) {
    List<GridPoint> points = new ArrayList<>();
    List<double[]> slopes = new ArrayList<>();
    List<double[]> intercepts = new ArrayList<>();
    for (Row r : scores.collectAsList()) {
      if (r.getString(0).equals(SLOPE)) {
        points.add(new GridPoint(surface.alphaIndex(r.getDouble(1)), r.getInt(2)));
        slopes.add(doubles(r, 7));
      } else if (r.getString(0).equals(INTERCEPT)) {
        intercepts.add(doubles(r, 7)); // right behind its slope
      }
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Calibrations(
                points,
                slopes.toArray(double[][]::new),
                intercepts.toArray(double[][]::new),
                List.of()));
  }
}
