package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan --scan} foretells is what {@code run.json} counts, give or take 30 %. */
class ForecastIT {
  private static final int PERCENT = 30;
  private static final String NUMBERS =
      IntStream.range(0, 20)
          .mapToObj(j -> "$x" + j + " AS x" + j)
          .collect(Collectors.joining(", "));
  private static final String ETA = "3 * $x0 - 2 * $x1 + $x2 + 2 * $n - 2";

  @TempDir static Path home;

  private static JobRun job(String rows, String family) {
    return JobRun.in(home)
        .table(rows)
        .with("columns { key = [id], label = y }, model.family = " + family)
        .with(
            "sweep { elastic-net-param = [0, 0.5, 1], reg-param { count = 30, min-ratio = 1e-3 } }")
        .with("folds.count = 5, output.run-id = " + family);
  }

  @Test
  void numbers() throws Exception {
    assertForetold(
        job("SELECT id, " + NUMBERS + ", " + ETA + " AS y FROM range(2000)", "gaussian"));
  }

  @Test
  void classes() throws Exception {
    JobRun job =
        job("SELECT id, " + NUMBERS + ", " + ETA + " > 0 AS y FROM range(2000)", "binomial");
    Published run = assertForetold(job);
    JsonNode rows = run.json().at("/cache");
    assertThat(rows.at("/bytes").asLong())
        .isCloseTo(plan(job).at("/cache/bytes").asLong(), withinPercentage(PERCENT));
  }

  @Test
  void levels() throws Exception {
    assertForetold(
        job(
                "SELECT id, $x0 AS x0, $x1 AS x1, $x2 AS x2, 'z' || CAST(600 * $z * $z AS INT) AS"
                    + " zip, "
                    + ETA
                    + " AS y FROM range(4000)",
                "gaussian")
            .with("output.run-id = levels"));
  }

  private static Published assertForetold(JobRun job) throws Exception {
    JsonNode plan = plan(job);
    Published run = job.run();
    assertPasses(plan, run.json().at("/passes"));
    assertTables(plan, run);
    return run;
  }

  private static JsonNode plan(JobRun job) throws Exception {
    JobRun.Ended ended =
        JobRun.command("plan", "--config", job.configuration().toString(), "--json", "--scan");
    assertThat(ended.code()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  /** Those of every purpose that a run has are foretold, and as many in all. */
  private static void assertPasses(JsonNode plan, JsonNode made) {
    Map<String, Integer> foretold = new TreeMap<>();
    plan.at("/passes")
        .forEach(p -> foretold.put(p.at("/purpose").asText(), p.at("/times").asInt()));
    Map<String, Integer> counted = new TreeMap<>();
    made.properties().forEach(p -> counted.put(p.getKey(), p.getValue().asInt()));
    assertThat(foretold).containsOnlyKeys(counted.keySet());
    assertThat(sum(counted)).isCloseTo(sum(foretold), withinPercentage(PERCENT));
  }

  private static int sum(Map<String, Integer> passes) {
    return passes.values().stream().mapToInt(times -> times).sum();
  }

  private static void assertTables(JsonNode plan, Published run) {
    List<JsonNode> foretold =
        StreamSupport.stream(plan.at("/results").spliterator(), false).toList();
    assertThat(foretold)
        .extracting(t -> t.at("/table").asText())
        .containsExactly("paths", "coefficients", "features", "folds", "validation");
    for (JsonNode table : foretold) {
      String name = table.at("/table").asText();
      long bytes =
          StreamSupport.stream(run.json().at("/files").spliterator(), false)
              .filter(f -> f.at("/path").asText().startsWith(name + "/"))
              .mapToLong(f -> f.at("/length").asLong())
              .sum();
      assertThat((long) run.rows(name).size())
          .as("rows of " + name)
          .isCloseTo(table.at("/rows").asLong(), withinPercentage(PERCENT));
      assertThat(bytes)
          .as("bytes of " + name)
          .isCloseTo(table.at("/bytes").asLong(), withinPercentage(PERCENT));
    }
  }
}
