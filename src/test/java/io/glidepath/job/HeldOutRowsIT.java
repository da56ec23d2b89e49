package io.glidepath.job;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import io.glidepath.family.Family;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folds by group and time, rows held out of everything, and predictions out of fold. */
class HeldOutRowsIT {
  private static final String ROWS =
      "SELECT id, 's' || int(40 * pow($s, 2)) AS shop, date_add(DATE'2024-01-01', int(90 * $t)) AS"
          + " day, $a AS a, $b AS b, 2 * $a + $b + $e AS y, IF(2 * $a + $e > 1.4, 1, 0) AS late,"
          + " 0.5D + id % 3 AS w, $o AS o, $h < 0.2 AS held FROM range(300)";

  private static final String JOB =
      "columns { key = [id], features = [a, b] }, folds.count = 4,"
          + " model { fold-tolerance = 1e-9, convention = plain },"
          + " sweep { elastic-net-param = [0.5], reg-param = [0.1, 0.02] }";

  private static JobRun job(Path home) {
    return JobRun.in(home).table(ROWS).with(JOB);
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, y, 'folds.group = shop, columns { weight = w, offset = o }'",
    "gaussian, y, 'folds.time = day'",
    "gaussian, y, 'folds { repeats = 2, group = shop }'",
    "binomial, late, 'folds { time = day, holdout = held }, columns.weight = w'",
    "poisson, late, folds.group = shop"
  })
  void predictionsHaveTheDevianceOfTheirFolds(
      String family, String label, String settings, @TempDir Path home) {
    Published run =
        job(home)
            .with("columns.label = " + label + ", model.family = " + family)
            .with(settings)
            .run("--set", "output.predictions=true");
    Dataset<Row> predictions = run.frame("predictions");
    boolean repeated = settings.contains("repeats");
    assertThat(predictions.columns())
        .containsExactly(
            repeated
                ? new String[] {"run_id", "id", "fold", "repeat", "label", "prediction"}
                : new String[] {"run_id", "id", "fold", "label", "prediction"});
    Family loss = Family.of(family).orElseThrow();
    boolean weighted = settings.contains("weight");
    Map<List<Integer>, double[]> sums =
        new TreeMap<>(java.util.Comparator.comparing(List::toString));
    Map<Long, Integer> seen = new HashMap<>();
    for (Row row : predictions.collectAsList()) {
      long id = row.getAs("id");
      seen.merge(id, 1, Integer::sum);
      double w = weighted ? 0.5 + id % 3 : 1;
      double[] eta = {loss.link(row.<Double>getAs("prediction"))};
      loss.losses(new double[] {row.getAs("label")}, eta, 0, 1);
      double[] sum =
          sums.computeIfAbsent(
              List.of(row.getAs("fold"), repeated ? row.<Integer>getAs("repeat") : 0),
              f -> new double[2]);
      sum[0] += 2 * w * eta[0];
      sum[1] += w;
    }
    assertThat(seen.values()).containsOnly(repeated ? 2 : 1);
    if (!settings.contains("time")) {
      assertThat(seen).hasSize(300);
    }
    List<Row> folds =
        run.rows("folds").stream()
            .filter(r -> r.getAs("metric").equals("deviance"))
            .filter(r -> r.<Integer>getAs("grid_index") == chosen(run))
            .toList();
    assertThat(folds).hasSize(sums.size());
    for (Row fold : folds) {
      double[] sum = sums.get(List.of(fold.getAs("fold"), fold.getAs("repeat")));
      double value = fold.getAs("value");
      assertThat(sum[0] / sum[1]).isCloseTo(value, within(1e-12 * value));
      assertThat(sum[1]).isCloseTo(fold.<Double>getAs("weight"), within(1e-9));
    }
  }

  private static int chosen(Published run) {
    return run.json().at("/chosen/grid_index").asInt();
  }

  private static Map<Long, Row> byId(Published run) {
    Map<Long, Row> rows = new HashMap<>();
    run.frame("predictions").collectAsList().forEach(r -> rows.put(r.getAs("id"), r));
    return rows;
  }

  /** Labels of one fold are turned around: its own models cannot know, whatever others do. */
  @ParameterizedTest
  @CsvSource({"folds.group = shop, 0", "folds.time = day, 3"})
  void aFoldsModelsDoNotKnowItsRows(String folds, int changed, @TempDir Path home) {
    JobRun job =
        job(home)
            .with("columns.label = y, sweep.reg-param = [0.02], output.predictions = true")
            .with(folds);
    Map<Long, Row> before = byId(job.run());
    String ids =
        String.join(
            ", ",
            before.values().stream()
                .filter(r -> r.<Integer>getAs("fold") == changed)
                .map(r -> r.getAs("id").toString())
                .toList());
    String turned =
        ROWS.replace(
            "2 * $a + $b + $e AS y", "IF(id IN (" + ids + "), -7 * $a, 2 * $a + $b + $e) AS y");
    Map<Long, Row> after =
        byId(
            JobRun.in(home)
                .table(turned)
                .with(JOB)
                .with("columns.label = y, sweep.reg-param = [0.02], output.predictions = true")
                .with(folds)
                .run("--force"));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    int others = 0;
    for (Row row : after.values()) {
      Row old = before.get(row.<Long>getAs("id"));
      int fold = row.getAs("fold");
      assertThat(fold).isEqualTo(old.<Integer>getAs("fold"));
      double moved = Math.abs(row.<Double>getAs("prediction") - old.<Double>getAs("prediction"));
      // forward in time nothing that comes later is known, so the last fold changes no prediction
      if (fold == changed || folds.contains("time")) {
        assertThat(moved).isLessThan(1e-7);
      } else {
        others += moved > 1e-3 ? 1 : 0;
      }
    }
    assertThat(others).isGreaterThan(folds.contains("time") ? -1 : 100);
  }

  @Test
  void groupsAreWholeAndTimesInOrderHoweverRowsLie(@TempDir Path home) {
    for (String folds : List.of("folds.group = shop", "folds.time = day")) {
      JobRun job = job(home).with("columns.label = y, output.predictions = true").with(folds);
      Map<Long, Row> one = byId(job.run("--force"));
      job.table("t", ROWS.replace("FROM range(300)", "FROM range(300) ORDER BY $z"), 5);
      Map<Long, Row> other = byId(job.run("--force"));
      assertThat(other.keySet()).isEqualTo(one.keySet());
      one.forEach(
          (id, row) -> {
            assertThat(other.get(id).<Integer>getAs("fold")).isEqualTo(row.getAs("fold"));
            assertThat(other.get(id).<Double>getAs("prediction"))
                .isCloseTo(row.<Double>getAs("prediction"), within(1e-8));
          });
      Map<String, Integer> ofShop = new HashMap<>();
      Map<Integer, String> lastDay = new TreeMap<>();
      Map<Integer, String> firstDay = new TreeMap<>();
      for (Row row : JobRun.sql(ROWS).collectAsList()) {
        Row predicted = one.get(row.<Long>getAs("id"));
        int fold = predicted == null ? -1 : predicted.<Integer>getAs("fold");
        String day = row.getAs("day").toString();
        if (folds.contains("shop")) {
          assertThat(ofShop.merge(row.getAs("shop"), fold, (a, b) -> a.equals(b) ? a : -9))
              .isBetween(0, 3);
        } else {
          lastDay.merge(fold, day, (a, b) -> a.compareTo(b) > 0 ? a : b);
          firstDay.merge(fold, day, (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
      }
      for (int fold = 0; fold < firstDay.size() - 1; fold++) {
        assertThat(lastDay.get(fold - 1)).isLessThan(firstDay.get(fold));
      }
    }
  }

  /** With rows held out that no mean, level or deviation may know. */
  @Test
  void rowsHeldOutChangeNothingAndAreScored(@TempDir Path home) {
    String rows =
        "SELECT id, held, IF(held, a * 100, IF(id % 11 = 0, null, a)) AS a, IF(held AND id % 2 ="
            + " 0, 'odd', 'g' || id % 3) AS g, y, w FROM ("
            + ROWS
            + ")";
    String settings =
        "columns { key = [id], features = [a, g], label = y, weight = w }, missing.numeric = mean";
    Published with = JobRun.in(home).table(rows).with(settings).with("folds.holdout = held").run();
    Published without =
        JobRun.in(home)
            .with(settings)
            .with("input.tables.t.where = \"NOT held\"")
            .run("--set", "output.run-id=other");
    for (String table : List.of("paths", "coefficients", "folds", "features", "selected")) {
      List<Row> found = with.rows(table);
      List<Row> expected = without.rows(table);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        for (int c = 1; c < found.get(i).length(); c++) { // without run_id
          if (found.get(i).get(c) instanceof Double d && expected.get(i).get(c) != null) {
            assertThat(d).isCloseTo(expected.get(i).getDouble(c), within(1e-9 * (1 + Math.abs(d))));
          } else {
            assertThat(found.get(i).get(c)).isEqualTo(expected.get(i).get(c));
          }
        }
      }
    }
    long held = JobRun.sql(ROWS).where("held").count();
    assertThat(with.json().at("/rows/held_out").asLong()).isEqualTo(held);
    assertThat(with.json().at("/rows/read").asLong()).isEqualTo(300);
    Row chosen = with.rows("selected").stream().filter(r -> r.getAs("chosen")).findFirst().get();
    Dataset<Row> scored = with.model().transform(JobRun.sql(rows).where("held"));
    Row expected =
        scored
            .selectExpr(
                "sum(w * pow(y - prediction, 2)) / sum(w) AS mse",
                "1 - sum(w * pow(y - prediction, 2)) / sum(w * pow(y - "
                    + JobRun.sql(ROWS)
                        .where("NOT held")
                        .selectExpr("sum(w * y) / sum(w)")
                        .head()
                        .getDouble(0)
                    + ", 2)) AS r2")
            .head();
    for (String metric : List.of("deviance", "mse", "rmse", "r2")) {
      Row found =
          with.row(
              "holdout",
              "elastic_net_param",
              chosen.getAs("elastic_net_param"),
              "grid_index",
              chosen.getAs("grid_index"),
              "metric",
              metric);
      double value =
          metric.equals("r2")
              ? expected.getDouble(1)
              : metric.equals("rmse") ? Math.sqrt(expected.getDouble(0)) : expected.getDouble(0);
      assertThat(found.<Double>getAs("value")).isCloseTo(value, within(1e-10 * Math.abs(value)));
      assertThat(found.<Double>getAs("rows")).isEqualTo(held);
    }
  }

  @Test
  void ranksAreCountedOnRowsHeldOut(@TempDir Path home) {
    Published run =
        job(home).with("columns.label = late, model.family = binomial, folds.holdout = held").run();
    assertThat(run.rows("holdout"))
        .extracting(r -> r.<String>getAs("metric"))
        .contains("deviance", "log-loss", "auc", "accuracy", "brier");
    int grid = chosen(run);
    Dataset<Row> scored = run.model().transform(JobRun.sql(ROWS).where("held"));
    Dataset<Row> p =
        scored.select(
            col("late"), vector_to_array(col("probability"), "float64").getItem(1).as("p"));
    // every pair of a row that was late and one that was not
    double auc =
        p.where("late = 1")
            .as("a")
            .crossJoin(p.where("late = 0").as("b"))
            .selectExpr("avg(IF(a.p > b.p, 1D, IF(a.p = b.p, 0.5D, 0D)))")
            .head()
            .getDouble(0);
    assertThat(run.row("holdout", "grid_index", grid, "metric", "auc").<Double>getAs("value"))
        .isCloseTo(auc, within(1e-3));
  }

  /** As the saved model would, before anything is computed. */
  @Test
  void rowsHeldOutMustBeFitToScore(@TempDir Path home) {
    JobRun job =
        JobRun.in(home)
            .table(
                "SELECT id, held, IF(held AND id % 5 = 1, NULL, a) AS a, IF(held AND id % 5 = 2, NULL, y)"
                    + " AS y, b FROM ("
                    + ROWS
                    + ")")
            .with("columns { key = [id], label = y }, folds.holdout = held");
    long gaps = JobRun.sql(ROWS).where("held AND id % 5 = 1").count();
    job.end()
        .failed(
            ExitCode.BAD_DATA,
            "the rows held out (folds.holdout) have values that cannot be used",
            "\"a\": missing (null or NaN) in " + gaps + " rows; missing.numeric could be",
            "\"y\": missing (null or NaN) in");
    job.end("--set", "missing.numeric=mean")
        .failed(ExitCode.BAD_DATA, "\"y\": missing", "missing.label could be drop-row");
    Published run = job.run("--set", "missing.numeric=drop-row", "--set", "missing.label=drop-row");
    long left = JobRun.sql(ROWS).where("held AND id % 5 NOT IN (1, 2)").count();
    assertThat(run.rows("holdout").get(0).<Double>getAs("rows")).isEqualTo(left);
  }

  @Test
  void whatCannotBeIsSaid(@TempDir Path home) {
    JobRun job = job(home).with("columns.label = y");
    job.end("--set", "folds.holdout=a").failed(ExitCode.CONFIGURATION, "folds.holdout", "boolean");
    job.end("--set", "folds.time=shop")
        .failed(ExitCode.CONFIGURATION, "folds.time", "must be a date, a timestamp or a number");
    job.end("--set", "folds.group=sohp").failed(ExitCode.CONFIGURATION, "folds.group", "shop");
    job.end(
            "--set",
            "output.predictions=true",
            "--set",
            "columns.key=[id]",
            "--set",
            "input.query=\"SELECT *, id AS fold FROM t\"",
            "--set",
            "columns.key=[fold]")
        .failed(ExitCode.CONFIGURATION, "output.predictions", "\"fold\"");
    job.end("--set", "input.query=\"SELECT *, false AS h FROM t\"", "--set", "folds.holdout=h")
        .failed(ExitCode.BAD_DATA, "folds.holdout: column 'h' is true in no row");
    job.end("--set", "folds.group=shop", "--set", "folds.count=50")
        .failed(ExitCode.CONFIGURATION, "folds.count = 50, but 'shop' (folds.group) has only");
  }
}
