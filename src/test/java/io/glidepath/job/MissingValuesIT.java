package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Null, NaN and infinity in every role, under every policy. */
class MissingValuesIT {
  private static final String COLUMNS = "columns { key = [id], label = y, weight = w, offset = o }";

  /** Forty good rows; each of the named columns is spoilt where its condition is true. */
  private static String rows(
      String label, String weight, String offset, String number, String level) {
    return ("SELECT id, %s AS y, %s AS w, %s AS o, %s AS x, $v AS x2, %s AS zone FROM"
            + " (SELECT id, 3 * $a + $e AS y, 0.5D + $w AS w, $o AS o, $a AS x, IF($z < 0.5, 'p',"
            + " 'q') AS zone FROM range(40))")
        .formatted(label, weight, offset, number, level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label       | y    | IF(id < 3, NULL, y)               | missing.label",
        "label       | y    | IF(id < 3, DOUBLE('NaN'), y)      | missing.label",
        "weight      | w    | IF(id < 3, NULL, w)               | missing.weight",
        "offset      | o    | IF(id < 3, DOUBLE('NaN'), o)      | missing.offset",
        "numeric     | x    | IF(id < 3, NULL, x)               | missing.numeric",
        "numeric     | x    | IF(id < 3, DOUBLE('NaN'), x)      | missing.numeric",
        "categorical | zone | IF(id < 3, NULL, zone)            | missing.categorical",
        "infinite    | y    | IF(id < 3, DOUBLE('Infinity'), y) | infinite",
        "infinite    | w    | IF(id < 3, DOUBLE('Infinity'), w) | infinite",
        "infinite    | o    | IF(id < 3, DOUBLE('-Infinity'), o) | infinite",
        "infinite    | x    | IF(id < 3, DOUBLE('-Infinity'), x) | infinite",
        "negative    | w    | IF(id < 3, -0.5D, w)              | negative",
      })
  void errorIsTheDefaultAndSaysWhatToSet(
      String kind, String column, String spoilt, String word, @TempDir Path home) {
    String[] all = {"y", "w", "o", "x", "zone"};
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].equals(column) ? spoilt : all[i];
    }
    String sql = rows(all[0], all[1], all[2], all[3], all[4]);
    // once with the categories' scan, once without
    JobRun.in(home)
        .table(sql)
        .with(COLUMNS)
        .end()
        .failed(ExitCode.BAD_DATA, column, "3 rows", word);
    if (!column.equals("zone")) {
      JobRun.Ended ended = JobRun.in(home).with(COLUMNS + ", columns.exclude = [zone]").end();
      ended.failed(ExitCode.BAD_DATA, "'" + column + "'", "3 rows", word);
      assertThat(ended.message()).as(kind).contains("of 40 rows");
    }
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  @Test
  void everyDropIsCountedOnceUnderItsFirstReason(@TempDir Path home) {
    String sql =
        rows(
            "IF(id IN (1, 2), NULL, y)",
            "CASE WHEN id IN (2, 3) THEN NULL WHEN id IN (4, 5, 6) THEN 0 ELSE w END",
            "IF(id IN (5, 7, 8), DOUBLE('NaN'), o)",
            "IF(id IN (8, 9, 10), DOUBLE('NaN'), x)",
            "IF(id IN (6, 10, 11, 12), NULL, zone)");
    Published run =
        JobRun.in(home)
            .table(sql)
            .with(COLUMNS)
            .with("missing { label = drop-row, weight = drop-row, offset = drop-row }")
            .with("missing { numeric = drop-row, categorical = drop-row }, verify.mllib = 0")
            .run();
    JsonNode rows = run.json().get("rows");
    assertThat(rows.get("read").asLong()).isEqualTo(40);
    assertThat(rows.get("used").asLong()).isEqualTo(28);
    JsonNode dropped = rows.get("dropped");
    assertThat(dropped.get("missing weight").asLong()).isEqualTo(2);
    assertThat(dropped.get("missing label").asLong()).isEqualTo(1);
    assertThat(dropped.get("missing offset").asLong()).isEqualTo(2);
    assertThat(dropped.get("missing numeric").asLong()).isEqualTo(2);
    assertThat(dropped.get("missing categorical").asLong()).isEqualTo(2);
    assertThat(dropped.get("zero weight").asLong()).isEqualTo(3);
    sameAs(run, JobRun.in(home).with(COLUMNS + ", output.run-id = clean"), sql);
  }

  /** The run's tables are those of a table that never had the dropped rows. */
  private static void sameAs(Published run, JobRun job, String sql) {
    Published clean =
        job.table(
                "SELECT * FROM ("
                    + sql
                    + ") WHERE y IS NOT NULL AND w > 0 AND NOT isnan(o) AND NOT isnan(x) AND zone IS"
                    + " NOT NULL")
            .run();
    for (int i = 0; i < run.surface().size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(clean.surface().get(i), within(1e-12));
    }
    assertThat(run.rows("validation").stream().map(r -> r.<Double>getAs("mean")).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .isEqualTo(clean.rows("validation").stream().map(r -> r.<Double>getAs("mean")).toList());
  }

  @Test
  void aRowOfWeightZeroIsAsIfItWereNotThere(@TempDir Path home) {
    // whatever its other values are: missing, infinite, a level of its own
    String sql =
        rows(
            "IF(id = 1, NULL, y)",
            "IF(id < 5, 0D, w)",
            "o",
            "IF(id = 2, DOUBLE('Infinity'), x)",
            "CASE id WHEN 3 THEN 'only here' WHEN 4 THEN NULL ELSE zone END");
    Published run = JobRun.in(home).table(sql).with(COLUMNS + ", verify.mllib = 0").run();
    assertThat(run.features()).containsExactly("x", "x2", "zone=q");
    assertThat(run.json().get("rows").get("used").asLong()).isEqualTo(35);
    assertThat(run.json().get("rows").get("dropped").get("zero weight").asLong()).isEqualTo(5);
    sameAs(run, JobRun.in(home).with(COLUMNS + ", output.run-id = clean"), sql);
  }

  @ParameterizedTest
  @CsvSource({"mean", "median"})
  void fillsInTheWeightedMeanOrMedian(String policy, @TempDir Path home) {
    String sql =
        "SELECT id, IF(id >= 20, NULL, x) AS x, y, w FROM (SELECT id, CAST(id * id AS DOUBLE) AS x,"
            + " $y + id AS y, IF(id = 3, 1000D, 1D) AS w FROM range(25))";
    Published run =
        JobRun.in(home)
            .table(sql)
            .with("columns { key = [id], label = y, weight = w }, missing.numeric = " + policy)
            .run();
    double expected = 9;
    if (policy.equals("mean")) {
      double sum = 0;
      for (int id = 0; id < 20; id++) {
        sum += id * id * (id == 3 ? 1000.0 : 1.0);
      }
      expected = sum / 1019;
    }
    PipelineModel model = run.model();
    Row missing = model.transform(JobRun.sql("SELECT CAST(NULL AS DOUBLE) AS x")).head();
    Row filled = model.transform(JobRun.sql("SELECT " + expected + "D AS x")).head();
    assertThat(missing.<Double>getAs("prediction"))
        .isCloseTo(filled.getAs("prediction"), within(1e-12));
    assertThat(run.json().get("rows").get("used").asLong()).isEqualTo(25);
  }

  /** As if the table had the filled numbers and the 0/1 columns itself. */
  @Test
  void whereNumbersWereFilledInIsTold(@TempDir Path home) {
    String sql =
        "SELECT id, IF($m < 0.3, NULL, $x) AS x, IF(id % 9 = 2, DOUBLE('NaN'), $z) AS z, $f AS full,"
            + " 'g' || id % 3 AS g, $y + 2 * $x + IF($m < 0.3, 3, 0) AS y FROM range(120)";
    Published run =
        JobRun.in(home)
            .table(sql)
            .with("columns { key = [id], label = y, penalty-factors { x = 0.5 }}")
            .with("columns.lower-bounds { z = 0 }")
            .with("missing { numeric = mean, indicator = true }")
            .run();
    assertThat(run.features())
        .containsExactly("x", "x=(missing)", "z", "z=(missing)", "full", "g=g0", "g=g1", "g=g2");
    Row told = run.row("features", "feature", "x=(missing)");
    assertThat(told.<String>getAs("column")).isEqualTo("x");
    assertThat(told.<String>getAs("level")).isEqualTo("(missing)");
    assertThat(told.<Double>getAs("penalty_factor")).isEqualTo(0.5);
    assertThat(run.row("features", "feature", "z=(missing)").isNullAt(9)).isTrue();
    Published byHand =
        JobRun.in(home)
            .table(
                "SELECT id, NVL(x, avg(x) OVER ()) AS x, double(x IS NULL) AS mx, NVL(NANVL(z, NULL),"
                    + " avg(NANVL(z, NULL)) OVER ()) AS z, double(isnan(z)) AS mz, full, g, y FROM ("
                    + sql
                    + ")")
            .with("columns { key = [id], label = y, penalty-factors { x = 0.5, mx = 0.5 }}")
            .with("columns.lower-bounds { z = 0 }, output.run-id = hand")
            .run();
    for (int i = 0; i < run.surface().size(); i++) {
      assertThat(run.surface().get(i)).containsExactly(byHand.surface().get(i), within(1e-9));
    }
    Row scored =
        run.model()
            .transform(
                JobRun.sql("SELECT CAST(NULL AS DOUBLE) AS x, 0.1D AS z, 0.2D AS full, 'g9' AS g"))
            .head();
    int chosen = run.json().at("/chosen/grid_index").asInt();
    Map<String, Double> coefficients = run.coefficients(0.5, chosen);
    assertThat(coefficients.get("x=(missing)")).isGreaterThan(1);
    double mean = JobRun.sql(sql).selectExpr("avg(x)").head().getDouble(0);
    double intercept =
        run.row("paths", "elastic_net_param", 0.5, "grid_index", chosen).getAs("intercept");
    assertThat(scored.<Double>getAs("prediction"))
        .isCloseTo(
            intercept
                + mean * coefficients.get("x")
                + coefficients.get("x=(missing)")
                + 0.1 * coefficients.get("z")
                + 0.2 * coefficients.get("full"),
            within(1e-9));
  }

  @Test
  void aMissingLevelIsALevelOfItsOwn(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(rows("y", "w", "o", "x", "IF(id % 4 = 0, NULL, zone)"))
            .with(COLUMNS + ", missing.categorical = level")
            .run();
    assertThat(run.features()).containsExactly("x", "x2", "zone=(missing)", "zone=p", "zone=q");
    assertThat(run.row("features", "feature", "zone=(missing)").<String>getAs("level"))
        .isEqualTo("(missing)");
  }

  @Test
  void weightsMustNotAllBeZero(@TempDir Path home) {
    JobRun.in(home)
        .table(rows("y", "0D", "o", "x", "zone"))
        .with(COLUMNS)
        .end()
        .failed(ExitCode.BAD_DATA, "weight", "40");
    JobRun.in(home)
        .with(COLUMNS + ", columns.exclude = [zone]")
        .end()
        .failed(ExitCode.BAD_DATA, "'w'", "40 rows", "weight 0");
  }
}
