package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binomial and Poisson jobs from the configuration to what is published. */
class OtherLossesIT {
  private static final String ROWS =
      "SELECT id, IF($u < 1 / (1 + exp(1 - 3 * $a + 2 * $b)), 1D, 0D) AS yes,"
          + " floor(exp(1.2 + $a - $b + $u)) AS visits, $a AS a, 5 * $b + $a AS b, $c AS c,"
          + " element_at(array('p', 'q', 'r'), CAST(1 + 3 * $z AS INT)) AS zone, $o AS o,"
          + " IF(id % 9 = 5, 0D, 0.5D + $w) AS w FROM range(600)";
  private static final Map<String, String> LABELS = Map.of("binomial", "yes", "poisson", "visits");

  @TempDir static Path folder;

  /** Of each family, three files and weights; what these runs publish serves several tests. */
  private static final Map<String, Published> RUNS = new HashMap<>();

  @BeforeAll
  static void runBoth() throws IOException {
    for (String family : LABELS.keySet()) {
      Path home = Files.createDirectory(folder.resolve(family));
      JobRun job = job(home, family).table("t", ROWS, 3);
      RUNS.put(family, job.with("verify.mllib = 1").run());
    }
  }

  private static JobRun job(Path home, String family) {
    String other = LABELS.get(family.equals("poisson") ? "binomial" : "poisson");
    return JobRun.in(home)
        .with("model { family = " + family + ", tolerance = 1e-13, fold-tolerance = 1e-12 }")
        .with("columns { key = [id], label = " + LABELS.get(family) + ", weight = w }")
        .with("columns.exclude = [o, " + other + "], sweep.elastic-net-param = [0, 0.5, 1]")
        .with("model.convention = mllib");
  }

  /** {@code MllibCheckIT} has other points and the other conventions. */
  @ParameterizedTest
  @CsvSource({"binomial, LogisticRegression", "poisson, GeneralizedLinearRegression"})
  void mllibAgrees(String family, String estimator) {
    JsonNode verify = RUNS.get(family).json().get("verify");
    assertThat(verify.get("points").asInt()).isEqualTo(1);
    assertThat(verify.get("estimator").asText()).endsWith("." + estimator);
    assertThat(verify.get("largest_coefficient_difference").asDouble()).isBetween(0.0, 1e-5);
    assertThat(verify.get("largest_objective_difference").asDouble()).isBetween(-1e-10, 1e-8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"binomial | deviance,log-loss,auc,accuracy,brier", "poisson | deviance,mse"})
  void whatIsAlwaysPublished(String family, String metrics) {
    Published run = RUNS.get(family);
    for (String metric : metrics.split(",", -1)) {
      assertThat(run.rows("validation"))
          .as(metric)
          .filteredOn(r -> r.getAs("metric").equals(metric))
          .hasSize(12)
          .allMatch(r -> r.getAs("mean") != null);
    }
    int selected = points(run).size();
    assertThat(run.rows("validation"))
        .filteredOn(r -> r.getAs("metric").equals("calibration-slope"))
        .hasSize(selected)
        .anyMatch(r -> r.<Double>getAs("mean") > 0.2 && r.<Double>getAs("mean") < 5);
    assertThat(run.rows("paths")).allMatch(r -> r.getAs("converged"));
    assertThat(run.rows("paths")).allMatch(r -> r.<Double>getAs("duality_gap") < 1e-5);
    assertThat(run.rows("stability")).hasSize(selected * run.features().size());
    assertThat(run.rows("stability")).allMatch(r -> !r.anyNull());
    assertThat(run.json().at("/passes/calibration bins").asInt()).isEqualTo(1);
    assertThat(run.json().at("/rows/weight").asDouble())
        .isCloseTo(
            JobRun.sql("SELECT sum(w) FROM (" + ROWS + ")").head().getDouble(0), within(1e-9));
    assertThat(run.json().get("cache").get("mode").asText()).isEqualTo("memory");
  }

  /** The selected grid points, each once. */
  private static List<List<Object>> points(Published run) {
    return run.rows("selected").stream()
        .map(r -> List.<Object>of(r.getAs("elastic_net_param"), r.getAs("grid_index")))
        .distinct()
        .toList();
  }

  /** Weights, offsets and three partitions; the rows are folded and scored anew. */
  @ParameterizedTest
  @CsvSource({"binomial,yes", "poisson,visits"})
  void withOffsetsCalibrationBinsAddUpToTheirFoldAndTheStockModelPredicts(
      String family, String label, @TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table("t", ROWS, 3)
            .with("model.family = " + family)
            .with("columns { key = [id], label = " + label + ", weight = w, offset = o }")
            .with("columns.features = [a, b, zone], folds.seed = 5")
            .run();
    assertStockModelPredictsWithTheOffset(run, family, home);
    assertBinsAddUpToTheirFold(run, label);
  }

  private static void assertBinsAddUpToTheirFold(Published run, String label) {
    Dataset<Row> bins = run.frame("calibration");
    assertThat(bins.schema().catalogString())
        .isEqualTo(
            "struct<run_id:string,elastic_net_param:double,grid_index:int,fold:int,bin:int,"
                + "weight:double,predicted:double,observed:double>");
    List<Row> folds =
        JobRun.sql(
                "SELECT CAST(pmod(xxhash64(id, 5L), 3) AS INT) AS fold, sum(w) AS weight, sum(w * "
                    + label
                    + ") AS labels FROM ("
                    + ROWS
                    + ") WHERE w > 0 GROUP BY 1 ORDER BY 1")
            .collectAsList();
    List<Row> sums =
        bins.selectExpr("*", "weight * observed AS labels")
            .groupBy("elastic_net_param", "grid_index", "fold")
            .agg(
                functions.sum("weight"),
                functions.sum("labels"),
                functions.count("bin"),
                functions.max("bin"),
                functions.min("predicted"),
                functions.max("predicted"))
            .orderBy("elastic_net_param", "grid_index", "fold")
            .collectAsList();
    assertThat(sums).hasSize(3 * points(run).size());
    for (int i = 0; i < sums.size(); i++) {
      Row expected = folds.get(i % 3);
      assertThat(sums.get(i).getDouble(3)).isCloseTo(expected.getDouble(1), within(1e-9));
      assertThat(sums.get(i).getDouble(4)).isCloseTo(expected.getDouble(2), within(1e-9));
      assertThat(sums.get(i).getLong(5)).isBetween(8L, 10L);
      assertThat(sums.get(i).getInt(6)).isEqualTo(9);
      assertThat(sums.get(i).getDouble(7)).isLessThan(sums.get(i).getDouble(8));
    }
    Comparator<Row> key =
        Comparator.comparingDouble((Row r) -> r.getAs("elastic_net_param"))
            .thenComparingInt(r -> r.getAs("grid_index"))
            .thenComparingInt(r -> r.getAs("fold"));
    assertThat(run.rows("calibration"))
        .isSortedAccordingTo(key.thenComparingInt(r -> r.getAs("bin")))
        .isSortedAccordingTo(key.thenComparingDouble(r -> r.getAs("predicted")));
    assertThat(run.rows("calibration")).allMatch(r -> !r.anyNull());
  }

  @Test
  void itMakesNoDifferenceWhereRowsAreKept(@TempDir Path home) {
    Published memory = RUNS.get("binomial");
    assertThat(memory.json().at("/cache/mode").asText()).isEqualTo("memory");
    JobRun job = job(home, "binomial").with(tableOf("binomial"));
    for (String mode : List.of("disk", "none")) {
      Published other = job.run("--force", "--set", "compute.cache=" + mode);
      assertThat(other.json().at("/cache/mode").asText()).isEqualTo(mode);
      assertThat(other.rows("coefficients")).as(mode).isEqualTo(memory.rows("coefficients"));
    }
  }

  private static String tableOf(String family) {
    return "input.tables.t.path = \"" + folder.resolve(family).resolve("t") + "\"";
  }

  @Test
  void layoutMakesNoDifference(@TempDir Path home) {
    List<Row> expected = RUNS.get("poisson").rows("coefficients");
    List<Row> bins = RUNS.get("poisson").rows("calibration");
    for (int files : new int[] {1, 7}) {
      Published other = job(home, "poisson").table("t", ROWS, files).run("--force");
      List<Row> found = other.rows("coefficients");
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).<Double>getAs("coefficient"))
            .isCloseTo(expected.get(i).<Double>getAs("coefficient"), within(1e-10));
      }
      assertThat(other.rows("calibration")).hasSameSizeAs(bins);
      for (int i = 0; i < bins.size(); i++) {
        Row bin = other.rows("calibration").get(i);
        assertThat(bin.<Integer>getAs("bin")).isEqualTo(bins.get(i).<Integer>getAs("bin"));
        for (String column : List.of("weight", "predicted", "observed")) {
          assertThat(bin.<Double>getAs(column))
              .isCloseTo(bins.get(i).<Double>getAs(column), within(1e-9));
        }
      }
    }
  }

  private static void assertStockModelPredictsWithTheOffset(
      Published run, String family, Path home) {
    PipelineModel model = run.model();
    Dataset<Row> rows = SharedSpark.session().read().parquet(home.resolve("t").toString());
    Row first = model.transform(rows.where("id = 3")).head();
    Row chosen = run.row("selected", "chosen", true);
    double alpha = chosen.getAs("elastic_net_param");
    int k = chosen.getAs("grid_index");
    double eta =
        first.<Double>getAs("o")
            + run.row("paths", "elastic_net_param", alpha, "grid_index", k)
                .<Double>getAs("intercept");
    for (var entry : run.coefficients(alpha, k).entrySet()) {
      String feature = entry.getKey();
      double value =
          feature.startsWith("zone=")
              ? first.<String>getAs("zone").equals(feature.substring(5)) ? 1 : 0
              : first.<Double>getAs(feature);
      eta += value * entry.getValue();
    }
    double mean = family.equals("poisson") ? Math.exp(eta) : 1 / (1 + Math.exp(-eta));
    assertThat(first.<Double>getAs("prediction")).isCloseTo(mean, within(1e-12));
  }

  @Test
  void labelsThatNoModelExplainsAreRefused(@TempDir Path home) {
    job(home, "binomial")
        .with(tableOf("binomial"))
        .end("--set", "columns.label=visits", "--set", "columns.exclude=[yes,o]")
        .failed(ExitCode.BAD_DATA, "columns.label", "visits", "0 or 1");
    table(home, "SELECT id, 1D AS yes, $a AS a FROM range(50)")
        .failed(ExitCode.BAD_DATA, "columns.label", "1.0 in every row");
    table(home, "SELECT id, 0D AS yes, $a AS a FROM range(50)", "model.family = poisson")
        .failed(ExitCode.BAD_DATA, "columns.label", "0.0 in every row");
    table(
            home,
            "SELECT id, IF(id = 7, -1D, 2D) AS yes, $a AS a FROM range(50)",
            "model.family = poisson")
        .failed(ExitCode.BAD_DATA, "columns.label", "-1.0", "0 or more");
    table(
            home,
            "SELECT id, IF(id < 25, 1D, 0D) AS yes, IF(id < 25, 1, 2) AS half, $a AS a FROM range(50)",
            "folds.column = half")
        .failed(ExitCode.BAD_DATA, "in every row outside fold 1", "folds");
    assertThat(home.resolve("out/r")).doesNotExist();
  }

  private static JobRun.Ended table(Path home, String rows, String... more) {
    JobRun job =
        JobRun.in(home)
            .table(rows)
            .with("model.family = binomial, columns { key = [id], label = yes, features = [a] }");
    for (String hocon : more) {
      job.with(hocon);
    }
    return job.end();
  }

  @Test
  void aFoldOfOneClassHasNoAucAndSeparatedClassesEndWell(@TempDir Path home) {
    Published run =
        JobRun.in(home)
            .table(
                "SELECT id, IF($a > 0.5, 1D, 0D) AS yes, $a AS a, $b AS b,"
                    + " IF($a > 0.9, 1, CAST(2 + 2 * $f AS INT)) AS part FROM range(200)")
            .with("model.family = binomial, columns { key = [id], label = yes }")
            .with("folds.column = part, sweep.elastic-net-param = [0, 0.5, 1]")
            .with("sweep.reg-param { count = 8, min-ratio = 1e-6 }")
            .run();
    assertThat(run.rows("paths")).allMatch(r -> r.getAs("converged"));
    assertThat(run.rows("folds"))
        .filteredOn(r -> r.getAs("metric").equals("auc") && r.<Integer>getAs("fold") == 1)
        .hasSize(24)
        .allMatch(r -> r.getAs("value") == null);
    assertThat(run.rows("folds"))
        .filteredOn(r -> r.getAs("metric").equals("deviance"))
        .isNotEmpty()
        .allMatch(r -> r.getAs("value") != null);
    assertThat(run.json().get("warnings").toString()).contains("separate");
  }
}
