package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.failure.ExitCode;
import io.glidepath.faults.Deed;
import io.glidepath.faults.FaultyCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs on a cluster whose executors die, whose tasks fail and whose tasks are slow: what is
 * published is, bit for bit, what a run without faults publishes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsIT {
  private static final String ROWS =
      "SELECT id, $a AS a, $b AS b, IF(id % 9 = 0, NULL, $c) AS c, element_at(array('p', 'q', 'r'),"
          + " CAST(1 + 3 * $z AS INT)) AS zone, 0.5D + $w AS w, 2 * $a - $b + IF($z < 0.3, 0.5D,"
          + " 0D) + 0.3D * $e AS y, CAST(2 * $a - $b + $e > 0.8 AS INT) AS bought FROM range(600)";

  /** Enough for merging on executors in passes that leave it to the driver for fewer. */
  private static final int MANY_PARTITIONS = 33;

  private Path home;
  private FaultyCluster cluster;
  private Map<String, String> numbers;
  private Map<String, String> classes;
  private Set<String> kindsOfNumbers;
  private Set<String> kindsOfClasses;

  @BeforeAll
  void runUndisturbed(@TempDir Path folder) throws Exception {
    home = folder;
    cluster = FaultyCluster.start(folder);
    numbers().table("t", ROWS, 3);
    FaultyCluster.Ended first = done(cluster.run(Deed.NONE, "", numbers().line()));
    FaultyCluster.Ended second = done(cluster.run(Deed.NONE, "", classes().line()));
    kindsOfNumbers = Set.copyOf(first.seen());
    kindsOfClasses = Set.copyOf(second.seen());
    numbers = tables("numbers");
    classes = tables("classes");
    assertThat(numbers.keySet()).filteredOn(f -> f.endsWith(".parquet")).hasSize(9);
    assertThat(classes.keySet()).filteredOn(f -> f.endsWith(".parquet")).hasSize(10);
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
  }

  private JobRun numbers() {
    return JobRun.in(home)
        .with("output.run-id = numbers, select.metric = mae, missing.numeric = mean")
        .with("columns { key = [id], label = y, weight = w, exclude = [bought] }")
        .with("sweep { elastic-net-param = [0, 1], reg-param.count = 2 }, model.tolerance = 1e-3");
  }

  private JobRun classes() {
    return JobRun.in(home)
        .with("output.run-id = classes, select.metric = auc, missing.numeric = mean")
        .with("columns { key = [id], label = bought, weight = w, exclude = [y] }")
        .with("model.family = binomial, folds.stratify = true")
        .with("sweep { elastic-net-param = [0, 1], reg-param.count = 2 }, model.tolerance = 1e-3");
  }

  private Published run(String id) {
    return new Published(home.resolve("out").resolve(id));
  }

  /** Every number to its last bit. */
  private Map<String, String> tables(String id) {
    return run(id).bytes(false);
  }

  private static FaultyCluster.Ended done(FaultyCluster.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  private void killedIn(String kinds, int expected, JobRun job, Map<String, String> undisturbed) {
    FaultyCluster.Ended ended = done(cluster.run(Deed.KILL, kinds, job.line("--force")));
    String id = Path.of(ended.out().strip()).getFileName().toString();
    assertThat(ended.done()).doesNotHaveDuplicates().hasSize(expected);
    assertThat(ended.again()).as("were done again").containsAll(ended.done());
    assertThat(tables(id)).as("tables").isEqualTo(undisturbed);
    assertThat(run(id).json().get("lost_executors").asInt()).isGreaterThanOrEqualTo(expected);
    assertThat(run(id).json().get("retries").asInt()).isGreaterThanOrEqualTo(expected);
  }

  @Test
  void executorsKilledInEveryKindOfPassOfSquaredError() {
    killedIn("^(profile|moments|residuals)", 4, numbers(), numbers);
  }

  @Test
  void executorsKilledThatHoldRowsInMemory() {
    killedIn("^(null models|certificates|scores|calibration bins) /", 4, classes(), classes);
    assertThat(run("classes").json().at("/cache/mode").asText()).isEqualTo("memory");
  }

  @Test
  void executorsKilledThatHoldRowsOnDisk() {
    JobRun job = classes().with("compute.cache = disk");
    killedIn("^(fold models|calibration) /", 2, job, classes);
    assertThat(run("classes").json().at("/cache/mode").asText()).isEqualTo("disk");
  }

  @Test
  void executorsKilledThatMergeTheSumsOfManyPartitions() {
    JobRun job =
        classes()
            .table("many", ROWS, MANY_PARTITIONS)
            .with("input.tables.t.path = \"" + home.resolve("many") + "\", output.run-id = many")
            .with("folds.count = 0")
            .with("sweep { elastic-net-param = [1], reg-param = [0.1] }");
    done(cluster.run(Deed.NONE, "", job.line()));
    killedIn("^null models", 2, job, tables("many"));
  }

  @Test
  void theFirstAttemptOfEveryTaskFails() {
    double before = prediction("numbers");
    FaultyCluster.Ended ended = done(cluster.run(Deed.FAIL_ONCE, "", numbers().line("--force")));
    assertThat(ended.done()).containsAll(kindsOfNumbers);
    assertThat(tables("numbers")).isEqualTo(numbers);
    assertThat(prediction("numbers")).isEqualTo(before);
    assertThat(run("numbers").json().get("retries").asInt())
        .isBetween(kindsOfNumbers.size(), ended.done().size());
    assertThat(run("numbers").json().get("lost_executors").asInt()).isZero();
    ended = done(cluster.run(Deed.FAIL_ONCE, "", classes().line("--force")));
    assertThat(ended.done()).containsAll(kindsOfClasses);
    assertThat(tables("classes")).isEqualTo(classes);
  }

  private double prediction(String id) {
    return run(id).model().transform(JobRun.sql(ROWS).where("id = 7")).head().getAs("prediction");
  }

  @Test
  void storageThatDoesNotAnswerIsAskedAgainAndEndsWith74() {
    String path = "input.tables.t.path = \"flaky://%s" + home.resolve("t") + "\"";
    JobRun once = numbers().with(path.formatted("once"));
    FaultyCluster.Ended ended = done(cluster.run(Deed.NONE, "", once.line("--force")));
    assertThat(ended.again()).contains("profile: levels and missing values / result");
    assertThat(ended.again()).contains("moments of columns by cell / map");
    assertThat(tables("numbers")).isEqualTo(numbers);
    Map<String, String> before = run("numbers").bytes(true);
    JobRun never = numbers().with(path.formatted("never"));
    ended = cluster.run(Deed.NONE, "", never.line("--force"));
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.IO.code());
    assertThat(ended.err()).contains("the storage does not answer");
    assertThat(run("numbers").bytes(true)).isEqualTo(before);
  }

  @Test
  void aTaskThatFailsForGoodPublishesNothingAndLeavesWhatWasThere() {
    Map<String, String> before = run("numbers").bytes(true);
    for (String kind : new String[] {"^profile", "^moments.*result", "^(text|parquet) at ReadWr"}) {
      FaultyCluster.Ended ended = cluster.run(Deed.FAIL, kind, numbers().line("--force"));
      assertThat(ended.code()).as(kind + ended.err()).isEqualTo(ExitCode.INTERNAL.code());
      assertThat(ended.err()).contains("injected");
      assertThat(ended.done()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(run("numbers").bytes(true)).isEqualTo(before);
      assertThat(home.resolve("out/_staging")).doesNotExist();
    }
    FaultyCluster.Ended ended =
        cluster.run(Deed.FAIL, "^score", classes().with("output.run-id = none").line());
    assertThat(ended.code()).isEqualTo(ExitCode.INTERNAL.code());
    assertThat(home.resolve("out/none")).doesNotExist();
  }

  @Test
  void aCopyOfASlowTaskAddsNothing() {
    FaultyCluster.Ended ended =
        done(cluster.run(Deed.SLOW, "^moments.*map|^fold models", classes().line("--force")));
    assertThat(ended.done()).hasSize(2);
    assertThat(ended.again()).containsAll(ended.done());
    assertThat(tables("classes")).isEqualTo(classes);
    assertThat(run("classes").json().at("/rows/used").asLong()).isEqualTo(600);
  }
}
