package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data on the edge of what a model can be made of. */
class DegenerateDataIT {
  private static final String ID_AND_Y = "columns { key = [id], label = y }";

  private static void assertNoNaN(Published run) {
    run.assertSolvedWithoutNaN();
    // a model without columns has no slope
    assertThat(run.rows("validation"))
        .allMatch(
            r -> r.getAs("mean") != null || r.<String>getAs("metric").startsWith("calibration-"));
  }

  private static String status(Published run, String feature) {
    return run.row("features", "feature", feature).getAs("status");
  }

  @Test
  void aConstantLabelIsRefused(@TempDir Path home) {
    JobRun.in(home)
        .table("SELECT id, 7.5D AS y, $x AS x FROM range(30)")
        .with(ID_AND_Y)
        .end()
        .failed(ExitCode.BAD_DATA, "columns.label", "7.5", "30 rows");
    // label and offset differ by a constant
    JobRun.in(home)
        .table("SELECT id, id + 2D AS y, CAST(id AS DOUBLE) AS o, $x AS x FROM range(30)")
        .with(ID_AND_Y + ", columns.offset = o")
        .end()
        .failed(ExitCode.BAD_DATA, "columns.label", "offset", "2.0");
    JobRun.in(home)
        .table("SELECT id, 1D AS y, $x AS x FROM range(1)")
        .with(ID_AND_Y)
        .end()
        .failed(ExitCode.BAD_DATA, "1 row");
  }

  @Test
  void noRowsAreRefused(@TempDir Path home) {
    JobRun.in(home)
        .table("SELECT id, $y AS y, $x AS x FROM range(30)")
        .with(ID_AND_Y + ", input.tables.t.where = \"x > 5\"")
        .end()
        .failed(ExitCode.BAD_DATA, "no rows", "where");
    JobRun.in(home)
        .table("SELECT id, $y AS y, $x AS x, 'a' AS zone FROM range(30)")
        .with(ID_AND_Y + ", input.tables.t.where = \"x > 5\"")
        .end()
        .failed(ExitCode.BAD_DATA, "no row", "where");
  }

  @Test
  void foldsMustFitTheRows(@TempDir Path home) {
    JobRun.in(home)
        .table("SELECT id, $y AS y, $x AS x, 3 AS f FROM range(12)")
        .with(ID_AND_Y + ", columns.exclude = [f], folds.count = 13")
        .end()
        .failed(ExitCode.CONFIGURATION, "folds.count", "13", "12 rows", "2 to 12");
    JobRun.in(home)
        .with(ID_AND_Y + ", folds.column = f")
        .end()
        .failed(ExitCode.BAD_DATA, "folds.column", "12 rows");
    JobRun.in(home)
        .with("input.query = \"SELECT id, y, x, IF(id < 2, NULL, id % 2) AS f FROM t\"")
        .with(ID_AND_Y + ", folds.column = f")
        .end()
        .failed(ExitCode.BAD_DATA, "fold column 'f'", "in 2 rows", "where");
    // as many folds as rows: some stay empty and do not count
    Published run =
        JobRun.in(home).with(ID_AND_Y + ", columns.exclude = [f], folds.count = 12").run();
    assertNoNaN(run);
    long folds = run.rows("folds").stream().map(r -> r.<Integer>getAs("fold")).distinct().count();
    assertThat(folds).isBetween(2L, 12L);
    assertThat(run.rows("folds").stream().map(r -> r.<Double>getAs("weight"))).allMatch(w -> w > 0);
  }

  @Test
  void nothingToExplainWithIsRefused(@TempDir Path home) {
    JobRun.in(home)
        .table("SELECT id, $y AS y, 4D AS x FROM range(12)")
        .with(ID_AND_Y)
        .end()
        .failed(ExitCode.BAD_DATA, "sweep.reg-param", "constant");
    JobRun.in(home)
        .with(ID_AND_Y + ", columns.exclude = [x]")
        .end()
        .failed(ExitCode.BAD_DATA, "sweep.reg-param");
    // with a given grid the null model is defined
    String given = ID_AND_Y + ", sweep.reg-param = [1, 0.1]";
    Published none =
        JobRun.in(home).with(given + ", columns.exclude = [x], output.run-id = none").run();
    assertNoNaN(none);
    assertThat(none.rows("features")).isEmpty();
    assertThat(none.model().transform(JobRun.sql("SELECT 1")).head().<Double>getAs("prediction"))
        .isEqualTo(none.rows("paths").get(0).<Double>getAs("intercept"));
    Published run = JobRun.in(home).with(given).run();
    assertNoNaN(run);
    assertThat(run.rows("validation").get(0).<Double>getAs("mean"))
        .isEqualTo(none.rows("validation").get(0).<Double>getAs("mean"));
    assertThat(run.rows("coefficients")).isEmpty();
    assertThat(run.rows("paths")).allMatch(r -> r.<Double>getAs("deviance_ratio") == 0);
    assertThat(run.warnings()).anyMatch(w -> w.contains("constant") && w.contains("x"));
  }

  @Test
  void uselessColumnsAreZeroOrShare(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT *, a AS copy, -2 * a AS mirror, a + b AS total, 5D AS five, 'z' AS zone FROM"
                    + " (SELECT id, 3 * $a - $b + 0.1D * $e AS y, $a AS a, $b AS b FROM range(60))")
            .with(ID_AND_Y + ", sweep.elastic-net-param = [0, 0.5, 1]")
            .with("model { tolerance = 1e-10, fold-tolerance = 1e-10 }")
            .run();
    assertNoNaN(run);
    assertThat(List.of(status(run, "five"), status(run, "zone=z"))).containsOnly("constant");
    assertThat(List.of(status(run, "a"), status(run, "copy"), status(run, "mirror")))
        .containsOnly("collinear");
    assertThat(run.warnings())
        .anyMatch(w -> w.contains("a, copy, mirror"))
        .anyMatch(w -> w.contains("five, zone=z"));
    for (double alpha : new double[] {0, 0.5, 1}) {
      Map<String, Double> last = run.coefficients(alpha, 3);
      assertThat(last.get("a")).isNotZero().isEqualTo(last.get("copy"), within(1e-14));
      assertThat(last.get("mirror")).isCloseTo(last.get("a") / -2, within(1e-14));
      assertThat(last.get("five")).isZero();
    }
  }

  @Test
  void moreColumnsThanRowsAndLevelsThatAFoldLacks(@TempDir Path home) {
    StringBuilder wide =
        new StringBuilder("SELECT id, $a - $c3 AS y, IF(id = 5, 'rare', 'common') AS zone");
    for (int j = 0; j < 30; j++) {
      wide.append(", $c").append(j).append(" AS c").append(j);
    }
    Published run =
        JobRun.in(home)
            .table(wide + " FROM range(15)")
            .with(
                ID_AND_Y
                    + ", sweep.elastic-net-param = [0, 0.5, 1], sweep.reg-param.min-ratio = auto")
            .run();
    assertNoNaN(run);
    Row first = run.row("paths", "elastic_net_param", 1.0, "grid_index", 0);
    Row last = run.row("paths", "elastic_net_param", 1.0, "grid_index", 3);
    assertThat(last.<Double>getAs("reg_param") / first.<Double>getAs("reg_param"))
        .isCloseTo(1e-2, within(1e-12));
    assertThat(last.<Integer>getAs("nonzero")).isLessThanOrEqualTo(15);
  }

  @Test
  void withoutAnyPenaltyAndWithAPerfectFit(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table("SELECT id, 2 * $a - $b + 5 AS y, $a AS a, $b AS b, $c AS c FROM range(30)")
            .with(ID_AND_Y + ", sweep { elastic-net-param = [0, 1], reg-param = [0, 1, 1e-6] }")
            .with("model { tolerance = 1e-13, fold-tolerance = 1e-13 }")
            .run();
    assertNoNaN(run);
    for (double alpha : new double[] {0, 1}) {
      assertThat(run.rows("paths").stream().map(r -> r.<Double>getAs("reg_param")))
          .containsExactly(1.0, 1e-6, 0.0, 1.0, 1e-6, 0.0);
      Map<String, Double> least = run.coefficients(alpha, 2);
      assertThat(least.get("a")).isCloseTo(2, within(1e-8));
      assertThat(least.get("b")).isCloseTo(-1, within(1e-8));
      Row mse = run.row("validation", "elastic_net_param", alpha, "grid_index", 2, "metric", "mse");
      assertThat(mse.<Double>getAs("mean")).isBetween(0.0, 1e-16);
    }
  }

  @Test
  void scalesDoNotMatter(@TempDir Path home) {
    String table =
        "SELECT id, y, a * %s AS a, b * %s AS b, c + %s AS c FROM (SELECT id, $a - 2 * $b + $c + 0.2D *"
            + " $e AS y, $a AS a, $b AS b, $c AS c FROM range(50))";
    String tight = ID_AND_Y + ", model { tolerance = 1e-12, fold-tolerance = 1e-12 }";
    Published plain = JobRun.in(home).table(table.formatted("1D", "1D", "0D")).with(tight).run();
    plain.rows("validation");
    List<double[]> expected = plain.surface();
    // 1e9 + c keeps nine digits of c
    Published scaled =
        JobRun.in(home)
            .table(table.formatted("1e300D", "1e-300D", "1e9D"))
            .with(tight + ", output.run-id = scaled")
            .run();
    assertNoNaN(scaled);
    for (int i = 0; i < expected.size(); i++) {
      double[] found = scaled.surface().get(i);
      assertThat(found[0] * 1e300).isCloseTo(expected.get(i)[0], within(1e-6));
      assertThat(found[1] * 1e-300).isCloseTo(expected.get(i)[1], within(1e-6));
      assertThat(found[2]).isCloseTo(expected.get(i)[2], within(1e-6));
    }
    for (int i = 0; i < plain.rows("validation").size(); i++) {
      assertThat(scaled.rows("validation").get(i).<Double>getAs("mean"))
          .isCloseTo(plain.rows("validation").get(i).<Double>getAs("mean"), within(1e-6));
    }
  }

  @Test
  void labelsWhoseSquaresAreNoNumbersAreRefused(@TempDir Path home) {
    for (String scale : List.of("1e200D", "1e-200D")) {
      JobRun.in(home)
          .table("SELECT id, " + scale + " * ($a + $e) AS y, $a AS x FROM range(30)")
          .with(ID_AND_Y)
          .end()
          .failed(ExitCode.BAD_DATA, "columns.label", "scale");
    }
  }

  @Test
  void aFoldWithoutAnythingToLearnHasItsNullModel(@TempDir Path home) {
    // without fold 0, label minus offset is 1 everywhere
    Published run =
        JobRun.in(home)
            .table(
                "SELECT id, CAST(IF(id < 20, 0, 1) AS INT) AS f, o + IF(id < 20, $y, 1D) AS y, o, $x AS x"
                    + " FROM (SELECT id, $o AS o FROM range(40))")
            .with(ID_AND_Y + ", columns.offset = o, folds.column = f")
            .run();
    run.assertNoNaN();
    List<Double> mse =
        run.rows("folds").stream()
            .filter(r -> r.<Integer>getAs("fold") == 0 && r.getAs("metric").equals("mse"))
            .map(r -> r.<Double>getAs("value"))
            .distinct()
            .toList();
    // one null model, the mean 1, at every grid point
    assertThat(mse).hasSize(1);
    List<Row> held = JobRun.sql("SELECT id, $y AS y FROM range(20)").collectAsList();
    double expected =
        held.stream().mapToDouble(r -> Math.pow(r.<Double>getAs("y") - 1, 2)).average().orElse(0);
    assertThat(mse.get(0)).isCloseTo(expected, within(1e-12));
  }
}
