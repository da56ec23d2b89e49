package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are dealt into folds several times. */
class RepeatsIT {
  private static final String ROWS =
      "SELECT id, $a AS a, $b AS b, $c AS c, 2 * $a + $b + $e AS y,"
          + " IF(2 * $a + $e > 1.4, 1, 0) AS late FROM range(300)";

  private static final String JOB =
      "columns.key = [id], columns.features = [a, b, c], folds { count = 4, seed = 11 },"
          + " model.fold-tolerance = 1e-9, sweep.elastic-net-param = [0, 1]";

  /** Repeat r is the run of the seed r later, fold by fold; what is said of all is their mean. */
  @ParameterizedTest
  @CsvSource({"'columns.label = y', 1", "'columns.label = late, model.family = binomial', 0"})
  void everyRepeatIsTheRunOfItsSeed(String model, int plain, @TempDir Path home) {
    JobRun job = JobRun.in(home).table(ROWS).with(JOB).with(model);
    String stratify = "folds.stratify=" + (plain == 0);
    Published all = job.run("--set", "folds.repeats=2", "--set", stratify);
    JsonNode drift = all.json().at("/chosen/drift");
    JsonNode confusion = all.json().at("/chosen/confusion");
    List<Row> means = all.rows("validation");
    Map<List<Object>, Row> found = new HashMap<>();
    scores(all).forEach(row -> assertThat(found.put(key(row, row.getAs("repeat")), row)).isNull());
    Map<List<Object>, Double> sums = new HashMap<>();
    for (int r = 0; r < 2; r++) {
      Published alone = job.run("--set", "folds.seed=" + (11 + r), "--set", stratify, "--force");
      for (Row own : scores(alone)) {
        assertThat(own.<Integer>getAs("repeat")).isZero();
        Row row = found.remove(key(own, r));
        assertThat(row.<Double>getAs("weight")).isEqualTo(own.getAs("weight"));
        double value = own.getAs("value");
        assertThat(row.<Double>getAs("value"))
            .isCloseTo(value, within(1e-7 * (1 + Math.abs(value))));
        double weighed = value * own.<Double>getAs("weight");
        sums.merge(key(own, -1).subList(0, 3), weighed, Double::sum);
      }
      JsonNode chosen = alone.json().path("chosen");
      JsonNode there = drift.path("repeats").path(r);
      assertThat(there.path("elastic_net_param")).isEqualTo(chosen.path("elastic_net_param"));
      assertThat(there.path("grid_index")).isEqualTo(chosen.path("grid_index"));
      assertThat(there.path("nonzero")).isEqualTo(chosen.path("nonzero"));
      assertThat(there.path("is").path("l1").asText()).isNotEmpty();
    }
    assertThat(found).isEmpty();
    // of the first repeat, so every row counts once
    confusion.forEach(
        c ->
            assertThat(
                    c.path("true_positive").asDouble()
                        + c.path("false_positive").asDouble()
                        + c.path("false_negative").asDouble()
                        + c.path("true_negative").asDouble())
                .isCloseTo(300, within(1e-9)));
    assertThat(confusion).hasSize(plain == 1 ? 0 : 2);
    for (Row mean : means) {
      Double sum = sums.get(key(mean, -1).subList(0, 3));
      if (sum != null) {
        assertThat(mean.<Double>getAs("mean")).isCloseTo(sum / 600, within(1e-7));
      }
    }
  }

  /** What every grid point has. */
  private static List<Row> scores(Published run) {
    return run.rows("folds").stream()
        .filter(row -> !row.<String>getAs("metric").startsWith("calibration"))
        .toList();
  }

  private static List<Object> key(Row row, int repeat) {
    return List.of(
        row.getAs("elastic_net_param"),
        row.getAs("grid_index"),
        row.getAs("metric"),
        repeat,
        repeat < 0 ? -1 : row.<Integer>getAs("fold"));
  }
}
