package io.glidepath.job;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Levels of categories and tokens of bags are held as sparse columns where they are many; the same
 * table with a number for every one of them is dense. Both must give the same tables. Among them
 * are frequent ones (dense), ones of a single row, and so ones that are constant where the fold of
 * that row is held out.
 */
class SparseRowsIT {
  private static final String TIGHT =
      "model { tolerance = 1e-12, fold-tolerance = 1e-12 }, columns { key = [id], label = y }";

  /** What says only where a column of the design comes from. */
  private static final Set<String> ORIGIN = Set.of("run_id", "column", "level", "kind");

  @TempDir static Path home;

  @BeforeAll
  static void writeTables() {
    String rows =
        "SELECT id, $a - 0.5D AS a, 'z' || CAST(1200 * $z * $z * $z * $z AS INT) AS zip, $b < 0.3D AS b,"
            + " $n AS n FROM range(900)";
    String label = "2 * a + IF(zip < 'z3', 1D, 0D) + IF(b, 0.5D, 0D) + n";
    JobRun.in(home)
        .table("wide", "SELECT id, a, zip, b, " + label + " AS y FROM (" + rows + ")", 1)
        .table("three", "SELECT id, a, zip, b, " + label + " AS y FROM (" + rows + ")", 3);
    List<String> levels =
        JobRun.sql("SELECT DISTINCT zip FROM (" + rows + ") ORDER BY zip").collectAsList().stream()
            .map(r -> r.getString(0))
            .toList();
    String columns =
        levels.stream()
            .map(z -> "CAST(zip = '" + z + "' AS DOUBLE) AS `zip=" + z + "`")
            .collect(Collectors.joining(", "));
    JobRun.in(home)
        .table(
            "unfolded",
            "SELECT id, a, "
                + columns
                + ", CAST(b AS DOUBLE) AS `b=true`, "
                + label
                + " AS y FROM ("
                + rows
                + ")",
            1);
  }

  private static JobRun job(String table, String family) {
    String more =
        family.equals("binomial")
            ? ", input.query = \"SELECT * EXCEPT (y), y > 1.5 AS y FROM t\""
            : "";
    return JobRun.in(home)
        .with("input.tables = { t.path = \"" + home.resolve(table) + "\" }")
        .with(TIGHT + ", model.family = " + family + more)
        .with("output.run-id = " + table + "-" + family);
  }

  @ParameterizedTest
  @CsvSource({"gaussian", "binomial"})
  void levelsAsSparseColumnsGiveTheTablesOfNumbers(String family) {
    Published dense = job("unfolded", family).run();
    for (String table : family.equals("binomial") ? List.of("three") : List.of("wide", "three")) {
      same(job(table, family).run(), dense);
    }
  }

  /** A reader fills the block of a fold several times on the way. */
  @Test
  void noRowOfALongTableIsLost() {
    String rows =
        "SELECT id, 'z' || CAST(300 * $z AS INT) AS zip, $n + 2 * $z AS y FROM range(20000)";
    Published run =
        JobRun.in(home)
            .table("long", rows, 1)
            .with("input.tables = { t.path = \"" + home.resolve("long") + "\" }")
            .with(TIGHT + ", sweep { elastic-net-param = [0], reg-param = [1e-10] }")
            .with("folds.count = 2, output.run-id = long")
            .run();
    // without shrinkage the mean of every level
    Row off =
        run.model()
            .transform(JobRun.sql(rows))
            .selectExpr("prediction", "avg(y) OVER (PARTITION BY zip) AS expected")
            .selectExpr("max(abs(prediction - expected)) AS off")
            .head();
    assertThat(off.getDouble(0)).isLessThan(1e-7);
  }

  /** Bags of no token up to four, of equal ones too. */
  private static final String BAGS =
      "SELECT id, $a - 0.5D AS a, transform(sequence(1, CAST(1 + 4 * $k AS INT)), k -> 'w' ||"
          + " CAST(1200 * pow(pmod(xxhash64(id, k), 1009) / 1009, 4) AS INT)) AS words, $n AS n FROM"
          + " range(900)";

  private static final String COUNTED =
      "(SELECT id, a, IF(id % 50 = 0, array(), words) AS words, n + a + array_position(words, 'w0') AS"
          + " y FROM ("
          + BAGS
          + "))";

  @Test
  void tokensAsSparseColumnsGiveTheTablesOfTheirCounts() {
    String columns =
        JobRun.sql("SELECT DISTINCT explode(words) AS w FROM " + COUNTED + " ORDER BY w")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .map(
                w ->
                    "CAST(size(filter(words, w -> w = '"
                        + w
                        + "')) AS DOUBLE) AS `words="
                        + w
                        + "`")
            .collect(Collectors.joining(", "));
    JobRun.in(home)
        .table("bags", "SELECT * FROM " + COUNTED, 3)
        .table("counts", "SELECT id, a, " + columns + ", y FROM " + COUNTED, 1);
    Published found = job("bags", "gaussian").run();
    Published expected = job("counts", "gaussian").run();
    same(found, expected);
    assertThat(found.rows("features").get(5).<String>getAs("kind")).isEqualTo("bag");
    assertThat(predictions(found, "bags"))
        .containsExactly(predictions(expected, "counts"), within(1e-9));
  }

  /** Many words in few rows come to the driver, all of them: the mean prediction is that of y. */
  @Test
  void textsAreSolvedOnAllRows() {
    String rows =
        "SELECT id, hash(id, -1) % 3 = 0 AS y, transform(sequence(1, 30), k ->"
            + " 'w' || CAST(1500 * pow(pmod(hash(id, k), 9973) / 9973D, 2) AS INT)) AS words"
            + " FROM range(3000)";
    JobRun texts =
        JobRun.in(home)
            .table("texts", rows, 1)
            .with("input.tables = { t.path = \"" + home.resolve("texts") + "\" }")
            .with(TIGHT + ", model.family = binomial, output.run-id = texts, folds.count = 3")
            .with(
                "sweep { elastic-net-param = [0, 1], reg-param = { count = 4, min-ratio = 0.05 } }");
    JobRun.Ended plan =
        JobRun.command("plan", "--scan", "--config", texts.configuration().toString());
    assertThat(plan.out()).contains("come to the driver, which solves all models");
    Published run = texts.run();
    assertThat(run.json().get("passes").has("rows")).isTrue();
    assertThat(run.json().get("passes").has("march")).isFalse();
    assertThat(run.rows("paths")).allMatch(p -> p.<Boolean>getAs("converged"));
    Row means =
        run.model()
            .transform(JobRun.sql(rows))
            .select(
                avg(vector_to_array(col("probability"), "float64").getItem(1)),
                avg(col("y").cast("double")))
            .head();
    assertThat(means.getDouble(0)).isCloseTo(means.getDouble(1), within(1e-11));
  }

  /** What the saved model predicts, by id. */
  private static double[] predictions(Published run, String table) {
    Dataset<Row> rows = SharedSpark.session().read().parquet(home.resolve(table).toString());
    return run.model().transform(rows).orderBy("id").select("prediction").collectAsList().stream()
        .mapToDouble(r -> r.getDouble(0))
        .toArray();
  }

  @Test
  void moreLevelsThanAllowedAre78WithTheKeysThatHelp() {
    job("wide", "gaussian")
        .with("columns.levels { \"z*\" { max = 20, min-rows = 3 } }, output.run-id = many")
        .end()
        .failed(
            ExitCode.CONFIGURATION,
            "levels of 3 rows or more, and may have 20",
            "columns.levels.*.min-rows",
            "columns.levels.*.max");
    Published fewer =
        job("wide", "gaussian")
            .with("columns.levels { zip { other = rare }, \"z*\" { min-rows = 10 } }")
            .with("output.run-id = fewer")
            .run();
    assertThat(fewer.features()).contains("zip=z0", "zip=rare").hasSizeLessThan(60);
  }

  @Test
  void planTellsWhatIsSparseOnceItHasLooked() {
    Path configuration = job("wide", "binomial").configuration();
    JobRun.Ended plan = JobRun.command("plan", "--scan", "--config", configuration.toString());
    assertThat(plan.out()).containsPattern("sparse columns +\\d{3}, 0\\.\\d entries in a row");
    JobRun.Ended dense =
        JobRun.command(
            "plan", "--scan", "--config", job("unfolded", "binomial").configuration().toString());
    assertThat(dense.out()).doesNotContain("sparse columns");
    assertThat(kept(plan)).isLessThan(kept(dense));
  }

  /** MiB of the rows that are kept. */
  private static int kept(JobRun.Ended plan) {
    return Integer.parseInt(plan.out().replaceAll("(?s).*size of the rows: (\\d+) MiB.*", "$1"));
  }

  private static void same(Published found, Published expected) {
    Map<String, List<Row>> tables = expected.tables();
    assertThat(found.tables().keySet()).isEqualTo(tables.keySet());
    tables.forEach(
        (table, rows) -> {
          assertThat(found.rows(table)).as(table).hasSameSizeAs(rows);
          for (int i = 0; i < rows.size(); i++) {
            same(table, found.rows(table).get(i), rows.get(i));
          }
        });
  }

  private static void same(String table, Row found, Row expected) {
    for (String column : expected.schema().fieldNames()) {
      Object wanted = expected.getAs(column);
      Object there = found.getAs(column);
      if (ORIGIN.contains(column)) {
        continue;
      }
      if (wanted instanceof Double number) {
        assertThat((Double) there)
            .as("%s %s of %s", table, column, found)
            .isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
      } else {
        assertThat(there).as("%s %s of %s", table, column, found).isEqualTo(wanted);
      }
    }
  }
}
