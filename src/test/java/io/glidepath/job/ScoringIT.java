package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published model, loaded as by somebody who has nothing but Spark. */
class ScoringIT {
  private static final String HOUSES =
      "SELECT id, $a AS x, CAST(10 * $b AS INT) AS n, element_at(array('p', 'q.r', \"s't\"), CAST(1"
          + " + 3 * $z AS INT)) AS zone, $o AS off, 3 * $a - $b + IF($z < 0.3, 1D, 0D) + $o + 0.2D *"
          + " $e AS y FROM range(50)";

  /** intercept + x'beta by the published tables, for a row whose columns have the values given. */
  private static double expected(Published run, double alpha, int k, Map<String, Double> values) {
    double sum = run.row("paths", "elastic_net_param", alpha, "grid_index", k).getAs("intercept");
    for (Map.Entry<String, Double> c : run.coefficients(alpha, k).entrySet()) {
      sum += c.getValue() * values.getOrDefault(c.getKey(), 0.0);
    }
    return sum;
  }

  private static double expected(Published run, Map<String, Double> values) {
    Row chosen = run.row("selected", "chosen", true);
    return expected(
        run, chosen.getAs("elastic_net_param"), chosen.<Integer>getAs("grid_index"), values);
  }

  private static Map<String, Double> values(Row r) {
    return Map.of(
        "x",
        r.<Double>getAs("x"),
        "n",
        r.<Integer>getAs("n").doubleValue(),
        "zone=" + r.getAs("zone"),
        1.0);
  }

  private static void assertStock(PipelineModel model) {
    assertThat(Arrays.stream(model.stages()).map(Transformer::getClass).map(Class::getName))
        .allMatch(name -> name.startsWith("org.apache.spark.ml."));
  }

  @Test
  void predictsWithTheChosenCoefficientsAndAnyOther(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(HOUSES)
            .with("columns { key = [id], label = y, exclude = [off] }, select.rule = best")
            .run();
    PipelineModel model = run.model();
    assertStock(model);
    // neither the label nor anything else that is no feature is needed to score
    Dataset<Row> fresh =
        JobRun.sql(HOUSES).select("zone", "x", "n").unionAll(JobRun.sql("SELECT 'new', 0.5D, 3"));
    List<Row> scored = model.transform(fresh).collectAsList();
    assertThat(scored).hasSize(51);
    assertThat(scored.get(0).schema().fieldNames()).containsExactly("zone", "x", "n", "prediction");
    for (Row r : scored) {
      assertThat(r.<Double>getAs("prediction")).isCloseTo(expected(run, values(r)), within(1e-12));
    }
    exportsAnyPoint(run, home, fresh);
  }

  private static void exportsAnyPoint(Published run, Path home, Dataset<Row> fresh) {
    String to = home.resolve("exported").toString();
    String[] export = {
      "export",
      run.directory().toString(),
      "--elastic-net-param",
      "0.5",
      "--grid-index",
      "2",
      "--to",
      to
    };
    assertThat(JobRun.command(export).code()).isZero();
    PipelineModel exported = PipelineModel.load(to);
    assertStock(exported);
    for (Row r : exported.transform(fresh).collectAsList()) {
      assertThat(r.<Double>getAs("prediction"))
          .isCloseTo(expected(run, 0.5, 2, values(r)), within(1e-12));
    }
    JobRun.command(export).failed(ExitCode.OUTPUT_EXISTS, to, "--to");
    export[5] = "17";
    export[7] = to + "2";
    JobRun.command(export).failed(ExitCode.USAGE, "--grid-index 17", "grid_index 0 to 3");
    export[1] = home.resolve("nowhere").toString();
    JobRun.command(export).failed(ExitCode.INPUT_MISSING, "nowhere", "run.json");
  }

  @Test
  void addsTheOffsetAndFillsInWhatIsMissing(@TempDir Path home) {
    String gaps =
        "SELECT id, IF(id % 7 = 0, NULL, x) AS x, n, IF(id % 11 = 0, NULL, zone) AS zone, off, y FROM ("
            + HOUSES
            + ")";
    Published run =
        JobRun.in(home)
            .table(gaps)
            .with("columns { key = [id], label = y, offset = off }, select.rule = best")
            .with("missing { numeric = mean, categorical = level }")
            .run();
    assertStock(run.model());
    double mean =
        run.row("features", "feature", "x").<Double>getAs("mean"); // of the filled-in column, too
    for (Row r : run.model().transform(JobRun.sql(gaps)).collectAsList()) {
      String zone = r.getAs("zone") == null ? "(missing)" : r.getAs("zone");
      double x = r.getAs("x") == null ? mean : r.<Double>getAs("x");
      Map<String, Double> values =
          Map.of("x", x, "n", r.<Integer>getAs("n").doubleValue(), "zone=" + zone, 1.0);
      assertThat(r.<Double>getAs("prediction"))
          .isCloseTo(r.<Double>getAs("off") + expected(run, values), within(1e-12));
    }
  }

  @Test
  void namesOfAllKindsComeThrough(@TempDir Path home) {
    List<String> names =
        List.of(
            "a.b",
            "a b",
            "a,b",
            "a`b",
            "a\"b",
            "a'b",
            "\uD83D\uDE00",
            "<script>alert(1)</script>",
            "prediction",
            "features",
            "label",
            "gp_n0",
            "fold",
            "a=b",
            "(c)",
            "d;{e}",
            "*",
            "f[0]",
            "\u0130I\u0131",
            "a\\b",
            "glidepath_assembled",
            "w");
    StringBuilder sql = new StringBuilder("SELECT id, $y AS `the.label`");
    for (int i = 0; i < names.size(); i++) {
      String column = "$c" + i + " + IF(id % " + (i + 2) + " = 0, 0.5D * $y, 0D)";
      sql.append(", ").append(column).append(" AS `").append(names.get(i).replace("`", "``"));
      sql.append('`');
    }
    sql.append(", IF($q < 0.5, 'x.`y', '<b>') AS `z.z` FROM range(90)");
    Published run =
        JobRun.in(home)
            .table(sql.toString())
            .with("columns { key = [id], label = \"the.label\" }, select.rule = best")
            .with("columns.penalty-factors { \"a.b\" = 0.5, \"z.z\" = 0 }, verify.mllib = 0")
            .run();
    assertThat(run.features().subList(0, names.size())).isEqualTo(names);
    assertThat(run.features()).last().isEqualTo("z.z=x.`y");
    assertThat(run.row("features", "feature", "a.b").<Double>getAs("penalty_factor"))
        .isEqualTo(0.5);
    assertThat(run.row("features", "feature", "a b").<Double>getAs("penalty_factor")).isEqualTo(1);
    Dataset<Row> table = JobRun.sql(sql.toString());
    Dataset<Row> scored = run.model().transform(table);
    List<String> columns = List.of(scored.columns());
    assertThat(columns.subList(0, columns.size() - 1)).containsExactly(table.columns());
    String prediction = columns.get(columns.size() - 1);
    assertThat(prediction).endsWith("prediction").isNotEqualTo("prediction");
    List<Row> before = table.collectAsList();
    List<Row> after = scored.collectAsList();
    for (int i = 0; i < before.size(); i++) {
      Row r = after.get(i);
      Map<String, Double> values = new java.util.HashMap<>();
      for (String name : names) {
        assertThat(r.<Double>getAs(name)).isEqualTo(before.get(i).<Double>getAs(name));
        values.put(name, r.getAs(name));
      }
      values.put("z.z=" + r.getAs("z.z"), 1.0);
      assertThat(r.<Double>getAs(prediction)).isCloseTo(expected(run, values), within(1e-12));
    }
  }

  @Test
  void levelsOfAllKindsComeThrough(@TempDir Path home) {
    String levels =
        "SELECT id, $y + id % 8 AS y, element_at(array('', ' ', 'null', '__unknown', '(empty)', 'a,b',"
            + " \"'\", repeat('x', 3000)), CAST(1 + id % 8 AS INT)) AS lev, element_at(array(-0.0D,"
            + " 0.0D, 1.5D, 1e22D, -3D), CAST(1 + id % 5 AS INT)) AS num, 9007199254740992 + id % 3 AS"
            + " big FROM range(120)";
    Published run =
        JobRun.in(home)
            .table(levels)
            .with("columns { key = [id], label = y, categorical = [num, big] }")
            .with("sweep.reg-param = [0.01]")
            .run();
    assertThat(run.features())
        .startsWith("lev=", "lev= ", "lev='", "lev=(empty)", "lev=__unknown", "lev=a,b", "lev=null")
        .endsWith(
            "num=-3",
            "num=0",
            "num=1.5",
            "num=1.0E22",
            "big=9007199254740992",
            "big=9007199254740993",
            "big=9007199254740994");
    Dataset<Row> fresh = JobRun.sql(levels).unionAll(JobRun.sql("SELECT 0, 0D, 'new', 7D, 1L"));
    for (Row r : run.model().transform(fresh).collectAsList()) {
      double num = r.<Double>getAs("num");
      String number = num == 1e22 || num == 1.5 ? "" + num : "" + (long) num;
      Map<String, Double> values =
          Map.of("lev=" + r.getAs("lev"), 1.0, "num=" + number, 1.0, "big=" + r.getAs("big"), 1.0);
      assertThat(r.<Double>getAs("prediction")).isCloseTo(expected(run, values), within(1e-12));
    }
  }

  @Test
  void withoutFoldsThereIsNoChoiceButEveryModelCanBeExported(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(HOUSES)
            .with("columns { key = [id], label = y, exclude = [off] }, folds.count = 0")
            .run();
    assertThat(run.directory().toFile().list())
        .contains("paths", "coefficients", "features", "correlations", "run.json")
        .doesNotContain("folds", "validation", "selected", "comparison", "model")
        .doesNotContain("stability", "calibration");
    assertThat(run.frame("correlations").columns())
        .containsExactly("run_id", "left", "right", "correlation");
    assertThat(run.json().get("chosen").isNull()).isTrue();
    String to = home.resolve("exported").toString();
    JobRun.Ended export =
        JobRun.command(
            "export",
            run.directory().toString(),
            "--elastic-net-param",
            "0.5",
            "--grid-index",
            "3",
            "--to",
            to);
    assertThat(export.code()).as(export.err()).isZero();
    for (Row r : PipelineModel.load(to).transform(JobRun.sql(HOUSES)).collectAsList()) {
      assertThat(r.<Double>getAs("prediction"))
          .isCloseTo(expected(run, 0.5, 3, values(r)), within(1e-12));
    }
  }
}
