package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Categories of many levels are held as sparse columns; the same table with a number 0 or 1 for
 * every level is dense. Both must give the same tables. Among the levels are frequent ones (dense),
 * ones of a single row, and so ones that all but one fold lack.
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
    for (String table : List.of("wide", "three")) {
      same(job(table, family).run(), dense);
    }
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
