package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.job.PlainElasticNet.Fit;
import io.glidepath.job.PlainElasticNet.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run with everything in it, weights, offset, categories, penalty factors, and every number of
 * its tables computed anew from the rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedTablesIT {
  private static final double[] ALPHAS = {0, 0.5, 1};
  private static final int LAMBDAS = 6;
  private static final int FOLDS = 5;
  private static final List<String> METRICS = List.of("deviance", "mse", "rmse", "r2", "mae");
  private static final String TABLE =
      "SELECT *, 2 + 1.5D * x1 - 0.8D * x2 + 0.1D * size + IF(zone = 'b', 0.7D, 0D) + off + 0.4D *"
          + " $e AS y FROM (SELECT id, $a AS x1, $b / 2 - 1 + $a AS x2, CAST(1 + 9 * $s AS INT)"
          + " AS size, element_at(array('a', 'b', 'c'), CAST(1 + 3 * $z AS INT)) AS zone, $n < 0.4"
          + " AS isnew, 0.5D + $w AS w, 3 * $o AS off FROM range(60))";

  private final PlainElasticNet textbook =
      new PlainElasticNet("glmnet", true, true, new double[] {0.5, 0.5, 0, 2, 2, 2, 1});
  private static final List<String> TABLES =
      List.of(
          "paths",
          "coefficients",
          "folds",
          "validation",
          "features",
          "selected",
          "comparison",
          "stability",
          "correlations");

  private final Map<String, List<Row>> bySpark = new HashMap<>();
  private Published run;
  private Sample sample;
  private int[] fold;

  @BeforeAll
  void runOnce(@TempDir Path home) {
    run =
        JobRun.in(home)
            .table(TABLE)
            .with("columns { key = [id], label = y, weight = w, offset = off }")
            .with("columns.penalty-factors { \"x*\" = 0.5, size = 0, zone = 2 }")
            .with("model { convention = glmnet, tolerance = 1e-12, fold-tolerance = 1e-12 }")
            .with("sweep { elastic-net-param = [1, 0, 0.5] }")
            .with("sweep.reg-param { count = 6, min-ratio = 1e-3 }")
            .with("folds { count = 5, seed = 7 }")
            .with("select { metric = mae, rule = sparsest-one-se }")
            .run();
    List<Row> rows =
        JobRun.sql("SELECT *, pmod(xxhash64(id, 7L), 5) AS f FROM (" + TABLE + ")").collectAsList();
    sample =
        new Sample(
            rows.stream().map(PublishedTablesIT::design).toArray(double[][]::new),
            rows.stream().mapToDouble(r -> r.<Double>getAs("y") - r.<Double>getAs("off")).toArray(),
            rows.stream().mapToDouble(r -> r.getAs("w")).toArray());
    fold = rows.stream().mapToInt(r -> r.<Long>getAs("f").intValue()).toArray();
    // the tables are read here, while the files are there
    TABLES.forEach(run::rows);
    TABLES.forEach(t -> bySpark.put(t, run.frame(t).collectAsList()));
  }

  @Test
  void sparkReadsThemAsTheyAreInTheFiles() {
    assertThat(run.tables().keySet()).containsExactlyInAnyOrderElementsOf(TABLES);
    for (String table : TABLES) {
      assertThat(bySpark.get(table)).as(table).isNotEmpty().isEqualTo(run.rows(table));
      assertThat(bySpark.get(table).get(0).schema()).isEqualTo(run.rows(table).get(0).schema());
    }
  }

  private static double[] design(Row r) {
    String zone = r.getAs("zone");
    return new double[] {
      r.<Double>getAs("x1"),
      r.<Double>getAs("x2"),
      r.<Integer>getAs("size"),
      zone.equals("a") ? 1 : 0,
      zone.equals("b") ? 1 : 0,
      zone.equals("c") ? 1 : 0,
      r.<Boolean>getAs("isnew") ? 1 : 0
    };
  }

  @Test
  void everyTableHasTheColumnsOfTheContract() {
    String grid = "run_id:string,elastic_net_param:double,grid_index:int,reg_param:double,";
    Map<String, String> contract =
        Map.of(
            "paths",
            grid
                + "intercept:double,nonzero:int,l1_norm:double,l2_norm:double,deviance:double,"
                + "deviance_ratio:double,objective:double,kkt_violation:double,"
                + "duality_gap:double,converged:boolean",
            "coefficients",
            grid + "feature:string,coefficient:double,standardized_coefficient:double",
            "folds",
            grid + "fold:int,repeat:int,metric:string,value:double,weight:double",
            "validation",
            grid + "metric:string,mean:double,standard_error:double",
            "features",
            "run_id:string,feature:string,feature_index:int,column:string,level:string,"
                + "kind:string,mean:double,standard_deviation:double,penalty_factor:double,"
                + "lower_bound:double,upper_bound:double,status:string",
            "selected",
            "run_id:string,scope:string,rule:string,elastic_net_param:double,grid_index:int,"
                + "reg_param:double,metric:string,mean:double,standard_error:double,nonzero:int,"
                + "chosen:boolean",
            "comparison",
            "run_id:string,left:string,right:string,metric:string,difference:double,"
                + "standard_error:double,folds:int,left_at_end:boolean,right_at_end:boolean");
    Map<String, String> more =
        Map.of(
            "stability",
            "run_id:string,elastic_net_param:double,grid_index:int,feature:string,kept:double,"
                + "mean:double,standard_deviation:double",
            "correlations",
            "run_id:string,left:string,right:string,correlation:double");
    Stream.of(contract, more)
        .flatMap(tables -> tables.entrySet().stream())
        .forEach(
            table ->
                assertThat(run.rows(table.getKey()).get(0).schema().catalogString())
                    .as(table.getKey())
                    .isEqualTo("struct<" + table.getValue() + ">"));
  }

  @Test
  void rowsComeInKeyOrderAndNamesTheRun() {
    List<List<Object>> points = new ArrayList<>();
    List<List<Object>> cells = new ArrayList<>();
    List<List<Object>> scores = new ArrayList<>();
    List<List<Object>> selected = keys("selected", "elastic_net_param", "grid_index");
    for (double alpha : ALPHAS) {
      for (int k = 0; k < LAMBDAS; k++) {
        points.add(List.of(alpha, k));
        List<String> metrics = new ArrayList<>(METRICS);
        if (selected.contains(List.of(alpha, k))) {
          metrics.addAll(List.of("calibration-slope", "calibration-intercept"));
        }
        for (String metric : metrics) {
          scores.add(List.of(alpha, k, metric));
        }
        for (int f = 0; f < FOLDS; f++) {
          for (String metric : metrics) {
            cells.add(List.of(alpha, k, f, metric));
          }
        }
      }
    }
    assertThat(keys("paths", "elastic_net_param", "grid_index")).isEqualTo(points);
    assertThat(keys("validation", "elastic_net_param", "grid_index", "metric")).isEqualTo(scores);
    assertThat(keys("folds", "elastic_net_param", "grid_index", "fold", "metric")).isEqualTo(cells);
    List<String> features = run.features();
    assertThat(run.rows("coefficients"))
        .isSortedAccordingTo(
            Comparator.comparingDouble((Row r) -> r.getAs("elastic_net_param"))
                .thenComparingInt(r -> r.getAs("grid_index"))
                .thenComparingInt(r -> features.indexOf(r.<String>getAs("feature"))));
    for (String table :
        List.of("paths", "coefficients", "folds", "features", "selected", "stability")) {
      assertThat(run.rows(table)).allMatch(r -> r.getString(0).equals("r"));
    }
  }

  private List<List<Object>> keys(String table, String... columns) {
    return run.rows(table).stream()
        .map(r -> Arrays.stream(columns).<Object>map(r::getAs).toList())
        .toList();
  }

  @Test
  void nothingIsNaNAndOnlyLevelsAndBoundsAreNull() {
    for (String table :
        List.of(
            "paths",
            "coefficients",
            "folds",
            "validation",
            "features",
            "stability",
            "correlations")) {
      for (Row row : run.rows(table)) {
        for (int i = 0; i < row.length(); i++) {
          String column = row.schema().fieldNames()[i];
          if (!List.of("level", "lower_bound", "upper_bound").contains(column)) {
            assertThat(row.get(i)).as(table + "." + column).isNotNull();
          }
          assertThat(row.get(i)).isNotEqualTo(Double.NaN);
        }
      }
    }
  }

  @Test
  void featuresDescribeTheDesign() {
    assertThat(keys("features", "feature", "feature_index", "column", "kind", "status"))
        .containsExactly(
            List.of("x1", 0, "x1", "numeric", "used"),
            List.of("x2", 1, "x2", "numeric", "used"),
            List.of("size", 2, "size", "numeric", "used"),
            List.of("zone=a", 3, "zone", "categorical", "used"),
            List.of("zone=b", 4, "zone", "categorical", "used"),
            List.of("zone=c", 5, "zone", "categorical", "used"),
            List.of("isnew=true", 6, "isnew", "categorical", "used"));
    assertThat(run.rows("features").stream().map(r -> r.<String>getAs("level")))
        .containsExactly(null, null, null, "a", "b", "c", "true");
    double[] factors = textbook.rescaled();
    assertThat(Arrays.stream(factors).sum()).isCloseTo(7, within(1e-12));
    for (int j = 0; j < factors.length; j++) {
      Row r = run.rows("features").get(j);
      double[] x = PlainElasticNet.column(sample.x(), j);
      near(r, "mean", PlainElasticNet.mean(x, sample.w()), 1e-12);
      near(r, "standard_deviation", PlainElasticNet.spread(x, sample.w(), true), 1e-12);
      near(r, "penalty_factor", factors[j], 1e-12);
      assertThat(r.<Double>getAs("lower_bound")).isNull();
      assertThat(r.<Double>getAs("upper_bound")).isNull();
    }
  }

  @Test
  void theGridBeginsWhereEverythingIsZero() {
    Fit nothing = textbook.fit(sample, 1, 1e9);
    double gmax = 0;
    double[] factors = textbook.rescaled();
    for (int j = 0; j < factors.length; j++) {
      double[] x = PlainElasticNet.column(sample.x(), j);
      double mean = PlainElasticNet.mean(x, sample.w());
      double g = 0;
      for (int i = 0; i < x.length; i++) {
        double r = sample.z()[i] - nothing.predict(sample.x()[i]);
        g += sample.w()[i] / sample.weight() * r * (x[i] - mean) / nothing.sigma()[j];
      }
      gmax = factors[j] > 0 ? Math.max(gmax, Math.abs(g) / factors[j]) : gmax;
    }
    for (double alpha : ALPHAS) {
      double first = gmax / Math.max(alpha, 1e-3);
      double last = 1e-3 * (alpha == 0 ? gmax : first);
      for (int k = 0; k < LAMBDAS; k++) {
        double lambda = first * Math.pow(last / first, k / (LAMBDAS - 1.0));
        near(point(alpha, k), "reg_param", lambda, 1e-10);
      }
    }
    // the unpenalised size is in, everything else is out
    assertThat(run.rows("coefficients").stream())
        .filteredOn(r -> r.<Double>getAs("elastic_net_param") > 0 && r.getInt(2) == 0)
        .extracting(r -> r.getAs("feature"))
        .containsExactly("size", "size");
  }

  @Test
  void pathsAreThoseOfTheTextbook() {
    for (Row p : run.rows("paths")) {
      double alpha = p.getAs("elastic_net_param");
      double lambda = p.getAs("reg_param");
      Fit fit = textbook.fit(sample, alpha, lambda);
      double[] v = textbook.rescaled();
      double l1 = 0;
      double l2 = 0;
      double penalty = 0;
      int nonzero = 0;
      Map<String, Double> found = run.coefficients(alpha, p.getAs("grid_index"));
      for (int j = 0; j < v.length; j++) {
        double gamma = fit.beta()[j] * fit.sigma()[j];
        l1 += Math.abs(gamma);
        l2 += gamma * gamma;
        penalty += v[j] * (alpha * Math.abs(gamma) + (1 - alpha) / 2 * gamma * gamma / fit.s());
        nonzero += Math.abs(gamma) > 1e-9 ? 1 : 0;
        assertThat(found.get(run.features().get(j)))
            .as("%s at %s, %s", run.features().get(j), alpha, lambda)
            .isCloseTo(fit.beta()[j], within(1e-9));
      }
      double deviance = sample.meanSquaredError(fit);
      double nullDeviance = Math.pow(PlainElasticNet.spread(sample.z(), sample.w(), true), 2);
      near(p, "intercept", fit.intercept(), 1e-9);
      near(p, "l1_norm", l1, 1e-9);
      near(p, "l2_norm", Math.sqrt(l2), 1e-9);
      near(p, "deviance", deviance, 1e-10);
      near(p, "deviance_ratio", 1 - deviance / nullDeviance, 1e-9);
      near(p, "objective", deviance / 2 + lambda * penalty, 1e-10);
      assertThat(p.<Integer>getAs("nonzero")).isEqualTo(nonzero);
      assertThat(p.<Double>getAs("kkt_violation")).isBetween(0.0, 1e-12);
      assertThat(p.<Double>getAs("duality_gap")).isBetween(0.0, 1e-9);
      assertThat(p.<Boolean>getAs("converged")).isTrue();
    }
  }

  @Test
  void standardizedCoefficientsAreInUnitsOfTheColumn() {
    for (Row r : run.rows("coefficients")) {
      double sigma = run.row("features", "feature", r.getAs("feature")).getAs("standard_deviation");
      near(r, "standardized_coefficient", r.<Double>getAs("coefficient") * sigma, 1e-12);
      assertThat(r.<Double>getAs("coefficient")).isNotZero();
    }
  }

  @Test
  void foldsHoldTheErrorsOfModelsThatDidNotSeeThem() {
    for (double alpha : ALPHAS) {
      for (int k = 0; k < LAMBDAS; k += 2) {
        for (int f = 0; f < FOLDS; f++) {
          foldIsRight(alpha, k, f);
        }
      }
    }
  }

  private void foldIsRight(double alpha, int k, int f) {
    Sample held = sample.where(i -> fold[i] == f);
    Sample seen = sample.where(i -> fold[i] != f);
    Fit fit = textbook.fit(seen, alpha, point(alpha, k).getAs("reg_param"));
    double mse = held.meanSquaredError(fit);
    double trivial = 0;
    double absolute = 0;
    double mean = PlainElasticNet.mean(seen.z(), seen.w());
    for (int i = 0; i < held.z().length; i++) {
      double share = held.w()[i] / held.weight();
      trivial += share * Math.pow(held.z()[i] - mean, 2);
      absolute += share * Math.abs(held.z()[i] - fit.predict(held.x()[i]));
    }
    Map<String, Double> values =
        Map.of(
            "deviance", mse,
            "mse", mse,
            "rmse", Math.sqrt(mse),
            "r2", 1 - mse / trivial,
            "mae", absolute);
    values.forEach(
        (metric, value) -> {
          Row r =
              run.row(
                  "folds",
                  "elastic_net_param",
                  alpha,
                  "grid_index",
                  k,
                  "fold",
                  f,
                  "metric",
                  metric);
          near(r, "value", value, 1e-9);
          near(r, "weight", held.weight(), 1e-12);
        });
  }

  @Test
  void validationAveragesTheFoldsByTheirWeights() {
    for (Row v : run.rows("validation")) {
      List<Row> cells =
          run.rows("folds").stream()
              .filter(r -> r.getAs("elastic_net_param").equals(v.getAs("elastic_net_param")))
              .filter(r -> r.getAs("grid_index").equals(v.getAs("grid_index")))
              .filter(r -> r.getAs("metric").equals(v.getAs("metric")))
              .toList();
      double[] meanAndError =
          meanAndError(cells.stream().map(r -> r.<Double>getAs("value")).toList());
      near(v, "mean", meanAndError[0], 1e-12);
      near(v, "standard_error", meanAndError[1], 1e-12);
    }
  }

  /** Weighted by the folds' weights. */
  private double[] meanAndError(List<Double> values) {
    double[] weights =
        IntStream.range(0, FOLDS)
            .mapToDouble(f -> sample.where(i -> fold[i] == f).weight())
            .toArray();
    double[] v = values.stream().mapToDouble(d -> d).toArray();
    double spread = PlainElasticNet.spread(v, weights, true);
    return new double[] {PlainElasticNet.mean(v, weights), spread / Math.sqrt(v.length - 1)};
  }

  private record Point(double alpha, int k, double mean, double error, int nonzero) {}

  private List<Point> candidates() {
    return run.rows("validation").stream()
        .filter(r -> r.getAs("metric").equals("mae"))
        .map(
            r ->
                new Point(
                    r.getAs("elastic_net_param"),
                    r.getAs("grid_index"),
                    r.getAs("mean"),
                    r.getAs("standard_error"),
                    point(r.getAs("elastic_net_param"), r.getAs("grid_index")).getAs("nonzero")))
        .toList();
  }

  private static Point best(List<Point> points) {
    return points.stream().min(Comparator.comparingDouble(Point::mean)).orElseThrow();
  }

  private static Point oneSe(List<Point> path) {
    Point best = best(path);
    return path.stream()
        .filter(c -> c.mean() <= best.mean() + best.error())
        .min(Comparator.comparingInt(Point::k))
        .orElseThrow();
  }

  @Test
  void selectedFollowsFromValidation() {
    List<Point> all = candidates();
    List<List<Object>> expected = new ArrayList<>();
    for (String rule : List.of("best", "one-se")) {
      for (double alpha : ALPHAS) {
        List<Point> path = all.stream().filter(p -> p.alpha() == alpha).toList();
        expected.add(row("path", rule, rule.equals("best") ? best(path) : oneSe(path), false));
      }
    }
    Point best = best(all);
    List<Point> path = all.stream().filter(p -> p.alpha() == best.alpha()).toList();
    Point sparsest =
        all.stream()
            .filter(p -> p.mean() <= best.mean() + best.error())
            .min(Comparator.comparingInt(Point::nonzero).thenComparingDouble(Point::mean))
            .orElseThrow();
    expected.add(row("surface", "best", best, false));
    expected.add(row("surface", "one-se", oneSe(path), false));
    expected.add(row("surface", "sparsest-one-se", sparsest, true));
    expected.add(row("surface", "paired-se", pairedSe(all, best), false));
    assertThat(
            keys(
                "selected",
                "scope",
                "rule",
                "elastic_net_param",
                "grid_index",
                "reg_param",
                "metric",
                "mean",
                "standard_error",
                "nonzero",
                "chosen"))
        .isEqualTo(expected);
    assertThat(run.json().get("chosen").get("elastic_net_param").asDouble())
        .isEqualTo(sparsest.alpha());
    assertThat(run.json().get("chosen").get("grid_index").asInt()).isEqualTo(sparsest.k());
  }

  private Point pairedSe(List<Point> all, Point best) {
    return all.stream()
        .filter(
            p -> {
              double[] loss = differences(p, best);
              return loss[0] <= loss[1];
            })
        .min(Comparator.comparingInt(Point::nonzero).thenComparingDouble(Point::mean))
        .orElseThrow();
  }

  /** Mean and standard error of one point minus another, fold by fold. */
  private double[] differences(Point left, Point right) {
    List<Double> a = values(left);
    List<Double> b = values(right);
    return meanAndError(IntStream.range(0, FOLDS).mapToObj(f -> a.get(f) - b.get(f)).toList());
  }

  private List<Object> row(String scope, String rule, Point p, boolean chosen) {
    return List.of(
        scope,
        rule,
        p.alpha(),
        p.k(),
        point(p.alpha(), p.k()).<Double>getAs("reg_param"),
        "mae",
        p.mean(),
        p.error(),
        p.nonzero(),
        chosen);
  }

  @Test
  void comparisonPairsTheFoldsOfTheBestOfEachKind() {
    List<Point> all = candidates();
    Point best = best(all);
    Point chosen =
        all.stream()
            .filter(p -> p.mean() <= best.mean() + best.error())
            .min(Comparator.comparingInt(Point::nonzero).thenComparingDouble(Point::mean))
            .orElseThrow();
    Map<String, Point> members =
        Map.of(
            "chosen", chosen,
            "best", best,
            "l2", best(all.stream().filter(p -> p.alpha() == 0).toList()),
            "l1", best(all.stream().filter(p -> p.alpha() == 1).toList()),
            "mix", best(all.stream().filter(p -> p.alpha() == 0.5).toList()));
    assertThat(keys("comparison", "left", "right"))
        .containsExactly(
            List.of("chosen", "best"),
            List.of("chosen", "l2"),
            List.of("chosen", "l1"),
            List.of("chosen", "mix"),
            List.of("chosen", "none"),
            List.of("chosen", "null"),
            List.of("best", "none"),
            List.of("best", "null"),
            List.of("l2", "l1"),
            List.of("l2", "mix"),
            List.of("l1", "mix"));
    for (Row r : run.rows("comparison")) {
      Point left = members.get(r.<String>getAs("left"));
      Point right = members.get(r.<String>getAs("right"));
      if (left != null && right != null) {
        double[] expected = differences(left, right);
        assertThat(r.<Double>getAs("difference")).isCloseTo(expected[0], within(1e-12));
        assertThat(r.<Double>getAs("standard_error")).isCloseTo(expected[1], within(1e-12));
      }
      assertThat(r.<String>getAs("metric")).isEqualTo("mae");
      assertThat(r.<Integer>getAs("folds")).isEqualTo(FOLDS);
    }
  }

  @Test
  void stabilityIsThatOfTheFoldModelsAtEachSelectedPoint() {
    List<List<Object>> expected = new ArrayList<>();
    keys("selected", "elastic_net_param", "grid_index").stream()
        .distinct()
        .sorted(
            Comparator.comparingDouble((List<Object> p) -> (double) p.get(0))
                .thenComparingInt(p -> (int) p.get(1)))
        .forEach(p -> run.features().forEach(f -> expected.add(List.of(p.get(0), p.get(1), f))));
    assertThat(keys("stability", "elastic_net_param", "grid_index", "feature")).isEqualTo(expected);
    for (Row r : run.rows("stability")) {
      double alpha = r.getAs("elastic_net_param");
      double lambda = point(alpha, r.getAs("grid_index")).getAs("reg_param");
      int j = run.features().indexOf(r.<String>getAs("feature"));
      double sd = PlainElasticNet.spread(PlainElasticNet.column(sample.x(), j), sample.w(), true);
      double[] gamma =
          IntStream.range(0, FOLDS)
              .mapToDouble(
                  f -> sd * textbook.fit(sample.where(i -> fold[i] != f), alpha, lambda).beta()[j])
              .toArray();
      double mean = Arrays.stream(gamma).average().orElseThrow();
      double squares = Arrays.stream(gamma).map(g -> (g - mean) * (g - mean)).sum();
      long kept = Arrays.stream(gamma).filter(g -> Math.abs(g) > 1e-9).count();
      near(r, "kept", kept / (double) FOLDS, 0);
      near(r, "mean", mean, 1e-9);
      near(r, "standard_deviation", Math.sqrt(squares / (FOLDS - 1)), 1e-9);
    }
  }

  @Test
  void correlationsAreThoseOfTheRows() {
    List<String> expected = new ArrayList<>();
    for (int j = 0; j < run.features().size(); j++) {
      for (int k = j + 1; k < run.features().size(); k++) {
        double r = correlation(j, k);
        if (Math.abs(r) >= 0.8) {
          expected.add(run.features().get(j) + " " + run.features().get(k));
          near(
              run.row(
                  "correlations", "left", run.features().get(j), "right", run.features().get(k)),
              "correlation",
              r,
              1e-12);
        }
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(run.rows("correlations").stream().map(r -> r.getAs("left") + " " + r.getAs("right")))
        .isEqualTo(expected);
  }

  private double correlation(int j, int k) {
    double[] left = PlainElasticNet.column(sample.x(), j);
    double[] right = PlainElasticNet.column(sample.x(), k);
    double meanLeft = PlainElasticNet.mean(left, sample.w());
    double meanRight = PlainElasticNet.mean(right, sample.w());
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += sample.w()[i] * (left[i] - meanLeft) * (right[i] - meanRight);
    }
    return sum
        / sample.weight()
        / PlainElasticNet.spread(left, sample.w(), true)
        / PlainElasticNet.spread(right, sample.w(), true);
  }

  @Test
  void squaredErrorHasNoCalibrationBinsAndTheManifestKnowsTheWeight() {
    assertThat(run.directory().resolve("calibration")).doesNotExist();
    assertThat(run.json().at("/rows/weight").asDouble()).isCloseTo(sample.weight(), within(1e-10));
  }

  private List<Double> values(Point p) {
    return run.rows("folds").stream()
        .filter(r -> r.<Double>getAs("elastic_net_param") == p.alpha())
        .filter(r -> r.<Integer>getAs("grid_index") == p.k())
        .filter(r -> r.getAs("metric").equals("mae"))
        .map(r -> r.<Double>getAs("value"))
        .toList();
  }

  private Row point(double alpha, int k) {
    return run.row("paths", "elastic_net_param", alpha, "grid_index", k);
  }

  private static void near(Row row, String column, double expected, double relative) {
    assertThat(row.<Double>getAs(column))
        .as("%s of %s", column, row)
        .isCloseTo(expected, within(relative * Math.max(1, Math.abs(expected))));
  }
}
