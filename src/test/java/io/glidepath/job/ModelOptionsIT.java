package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.failure.ExitCode;
import io.glidepath.job.PlainElasticNet.Fit;
import io.glidepath.job.PlainElasticNet.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said about the model, against a textbook computation on the same rows. */
class ModelOptionsIT {
  private static final String ROWS =
      "SELECT id, CAST(pmod(xxhash64(id), 3) AS INT) AS f, $a AS a, 3 * $b + $a AS b, 2 - $c AS c, 0.5D"
          + " + $w AS w, $o AS o, 1 + 2 * $a - $b + $o + 0.5D * $e AS y FROM range(40)";
  private static final String TIGHT = "model { tolerance = 1e-13, fold-tolerance = 1e-13 }";

  private static Sample sample(List<Row> rows) {
    return new Sample(
        rows.stream()
            .map(r -> new double[] {r.getAs("a"), r.getAs("b"), r.getAs("c")})
            .toArray(double[][]::new),
        rows.stream().mapToDouble(r -> r.<Double>getAs("y") - r.<Double>getAs("o")).toArray(),
        rows.stream().mapToDouble(r -> r.getAs("w")).toArray());
  }

  /** The sweeps' own tests have every combination; here it is that the keys come through. */
  @ParameterizedTest
  @CsvSource({"mllib, false, true", "glmnet, false, false", "plain, true, true"})
  void everyConventionWithAndWithoutInterceptAndStandardization(
      String convention, boolean intercept, boolean standardize, @TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(ROWS)
            .with("columns { key = [id], label = y, weight = w, offset = o }")
            .with("columns.penalty-factors { c = 0.25, b = 2 }")
            .with("model { convention = " + convention + ", intercept = " + intercept + " }")
            .with("model.standardize = " + standardize + ", " + TIGHT)
            .with("sweep { elastic-net-param = [0.3, 1], reg-param = [0.3, 0.05] }")
            .with("folds.column = f")
            .run();
    PlainElasticNet textbook =
        new PlainElasticNet(convention, intercept, standardize, new double[] {1, 2, 0.25});
    List<Row> rows = JobRun.sql(ROWS).collectAsList();
    Sample sample = sample(rows);
    for (Row p : run.rows("paths")) {
      double alpha = p.getAs("elastic_net_param");
      int k = p.getAs("grid_index");
      Fit fit = textbook.fit(sample, alpha, p.getAs("reg_param"));
      assertThat(run.coefficients(alpha, k).values().stream().mapToDouble(d -> d).toArray())
          .containsExactly(fit.beta(), within(1e-10));
      assertThat(p.<Double>getAs("intercept")).isCloseTo(fit.intercept(), within(1e-10));
      for (int fold = 0; fold < 3; fold++) {
        int left = fold;
        Fit trained =
            textbook.fit(
                sample.where(i -> rows.get(i).<Integer>getAs("f") != left),
                alpha,
                p.getAs("reg_param"));
        double expected =
            sample.where(i -> rows.get(i).<Integer>getAs("f") == left).meanSquaredError(trained);
        Row cell =
            run.row(
                "folds",
                "elastic_net_param",
                alpha,
                "grid_index",
                k,
                "fold",
                fold,
                "metric",
                "mse");
        assertThat(cell.<Double>getAs("value")).isCloseTo(expected, within(1e-9));
      }
    }
    IntStream.range(0, 3)
        .forEach(
            j ->
                assertThat(run.rows("features").get(j).<Double>getAs("penalty_factor"))
                    .isCloseTo(textbook.rescaled()[j], within(1e-12)));
  }

  @Test
  void aWeightOfTwoIsTheRowTwiceAndUnitsDoNotMatter(@TempDir Path home) {
    String job = "columns { key = [id], label = y, exclude = [f, o, w] }, " + TIGHT;
    String twice =
        "SELECT * FROM (" + ROWS + ") UNION ALL SELECT * FROM (" + ROWS + ") WHERE f = 1";
    Published expected = JobRun.in(home).table(twice).with(job + ", output.run-id = twice").run();
    List<double[]> surface = expected.surface();
    List<Row> validation = expected.rows("validation");
    for (String unit : List.of("1e-200D", "1e200D")) {
      Published run =
          JobRun.in(home)
              .table("SELECT *, " + unit + " * IF(f = 1, 2, 1) AS u FROM (" + ROWS + ")")
              .with(job + ", columns.weight = u, output.run-id = w" + unit)
              .run();
      for (int i = 0; i < surface.size(); i++) {
        assertThat(run.surface().get(i)).containsExactly(surface.get(i), within(1e-10));
      }
      for (int i = 0; i < validation.size(); i++) {
        assertThat(run.rows("validation").get(i).<Double>getAs("mean"))
            .isCloseTo(validation.get(i).<Double>getAs("mean"), within(1e-9));
      }
    }
  }

  @Test
  void boundsByNameAndGlob(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT id, 2 * $a + 3 * $b - $c AS y, $a AS size_a, $b AS size_b, $c AS age, IF(id"
                    + " % 3 = 0, 'p', 'q') AS zone FROM range(40)")
            .with("columns { key = [id], label = y }")
            .with("columns.lower-bounds { \"*\" = 0, zone = -0.5 }")
            .with("columns.upper-bounds { \"size_*\" = 1.25 }")
            .run();
    assertThat(run.rows("features").stream().map(r -> r.<Double>getAs("lower_bound")))
        .containsExactly(0.0, 0.0, 0.0, -0.5);
    assertThat(run.rows("features").stream().map(r -> r.<Double>getAs("upper_bound")))
        .containsExactly(1.25, 1.25, null, null);
    assertThat(run.rows("coefficients"))
        .extracting(r -> r.<Double>getAs("coefficient"))
        .contains(1.25)
        .allMatch(c -> c >= -0.5 && c <= 1.25);
    JobRun.in(home)
        .with(
            "columns { key = [id], label = y, lower-bounds { siz = 0 }, upper-bounds { age = -1 } },"
                + " output.run-id = bad")
        .end()
        .failed(ExitCode.CONFIGURATION, "columns.upper-bounds", "0 or a positive number");
  }

  @Test
  void penaltyFactorsByNameAndGlob(@TempDir Path home) {
    String table =
        "SELECT id, $y AS y, $a AS size_a, $b AS size_b, $c AS age, IF(id % 3 = 0, 'p', IF(id % 3 ="
            + " 1, 'q', 'r')) AS zone, CAST(id % 4 = 0 AS BOOLEAN) AS flag FROM range(40)";
    Published run =
        JobRun.in(home)
            .table(table)
            .with("columns { key = [id], label = y }")
            .with(
                "columns.penalty-factors { \"size_b\" = 3, \"*\" = 0.5, \"size_*\" = 2, zone = 0 }")
            .run();
    assertThat(run.features())
        .containsExactly("size_a", "size_b", "age", "zone=p", "zone=q", "zone=r", "flag=true");
    assertThat(run.rows("features").stream().map(r -> r.<Double>getAs("penalty_factor")))
        .containsExactly(2.0, 3.0, 0.5, 0.0, 0.0, 0.0, 0.5);
    JobRun.in(home)
        .with(
            "columns { key = [id], label = y, penalty-factors { siz = 1, \"x*\" = 2 } }, output.run-id = bad")
        .end()
        .failed(
            ExitCode.CONFIGURATION,
            "columns.penalty-factors: \"siz\" matches no column",
            "columns.penalty-factors: \"x*\" matches no column");
  }

  @Test
  void numbersAsCategoriesAndTheReferenceLevel(@TempDir Path home) {
    String table =
        "SELECT id, $y AS y, CAST(element_at(array(94110, 9, 10001), CAST(1 + id % 7 / 3 AS INT)) AS"
            + " DOUBLE) AS zip, element_at(array('\u00e9', 'z', 'Z'), CAST(1 + id % 7 / 3 AS INT)) AS"
            + " name, IF(id % 5 = 0, 'b', 'a') AS two FROM range(70)";
    String job = "columns { key = [id], label = y, categorical = [\"z*\"] }";
    Published full = JobRun.in(home).table(table).with(job).run();
    assertThat(full.features())
        .containsExactly(
            "zip=9", "zip=10001", "zip=94110", "name=Z", "name=z", "name=\u00e9", "two=b");
    assertThat(full.row("features", "feature", "zip=94110").<String>getAs("kind"))
        .isEqualTo("categorical");
    assertThat(full.row("features", "feature", "zip=94110").<Double>getAs("mean"))
        .isCloseTo(30 / 70.0, within(1e-12));
    Published reference =
        JobRun.in(home).with(job + ", encoding = reference, output.run-id = ref").run();
    // 94110 and 9 are equally frequent: the first by value goes
    assertThat(reference.features())
        .containsExactly("zip=10001", "zip=94110", "name=Z", "name=\u00e9", "two=b");
  }
}
