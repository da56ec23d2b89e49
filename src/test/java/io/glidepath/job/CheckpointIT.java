package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.ExitCode;
import io.glidepath.faults.JobProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job whose process is killed while it trains the models of the folds, and what becomes of what
 * it leaves. The table stays where it is, because where and when it was written tells the inputs.
 */
class CheckpointIT {
  private static final String ROWS =
      "SELECT id, IF($u < 1 / (1 + exp(1 - 3 * $a + 2 * $b)), 1D, 0D) AS yes, $a AS a,"
          + " 5 * $b + $a AS b, $c AS c, $d AS d, $e * $a AS e, $f AS f, $g + $b AS g"
          + " FROM range(4000)";
  private static final List<String> CONFIGURATION =
      List.of(
          "model { family = binomial, tolerance = 1e-9, fold-tolerance = 1e-9 }",
          "columns { key = [id], label = yes }, compute.cache = none",
          "sweep { elastic-net-param = [0, 0.5, 1], reg-param.count = 30 }, folds.count = 5");

  @TempDir static Path home;
  private static byte[] left;
  private static Published undisturbed;

  private static JobRun job() {
    JobRun job = JobRun.in(home);
    CONFIGURATION.forEach(job::with);
    return job;
  }

  private static Path checkpoint() {
    return home.resolve("out/_checkpoint/r.checkpoint");
  }

  @BeforeAll
  static void killOne() throws Exception {
    undisturbed = job().table("t", ROWS, 3).run("--set", "output.run-id=undisturbed");
    undisturbed.rows("coefficients");
    undisturbed.rows("validation");
    JobProcess process = JobProcess.start(EagerCheckpoints.class, home, List.of(), job().line());
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    long first = 0;
    // the models of five folds are five times as much as those of all rows
    while (first == 0 || size() < 2 * first) {
      first = first == 0 ? size() : first;
      assertThat(process.isAlive()).as("killed before it ended").isTrue();
      assertThat(System.nanoTime()).isLessThan(limit);
      Thread.sleep(5);
    }
    process.kill();
    assertThat(home.resolve("out/r")).doesNotExist();
    try (Stream<Path> dead = Files.list(home.resolve("out/_staging"))) {
      assertThat(dead).hasSize(1);
    }
    left = Files.readAllBytes(checkpoint());
  }

  private static long size() throws IOException {
    return Files.exists(checkpoint()) ? Files.size(checkpoint()) : 0;
  }

  @BeforeEach
  void asItWasLeft() throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("out"))) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!path.startsWith(home.resolve("out/undisturbed")) && !path.endsWith("out")) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(checkpoint().getParent());
    Files.write(checkpoint(), left);
  }

  private static List<String> warnings(Published run) {
    List<String> warnings = new ArrayList<>();
    run.json().get("warnings").forEach(w -> warnings.add(w.asText()));
    return warnings;
  }

  private static void assertSameNumbers(Published run) {
    for (String table : List.of("coefficients", "validation")) {
      String value = table.equals("coefficients") ? "standardized_coefficient" : "mean";
      List<Row> expected = undisturbed.rows(table);
      List<Row> found = run.rows(table);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        Double other = expected.get(i).getAs(value);
        Double one = found.get(i).getAs(value);
        if (other != null) {
          assertThat(one).isCloseTo(other, within(1e-6));
        } else {
          assertThat(one).isNull();
        }
      }
    }
    assertThat(run.rows("paths")).allMatch(r -> r.getAs("converged"));
    assertThat(run.json().at("/convergence/worst_fold_violation").asDouble())
        .isLessThanOrEqualTo(1e-9);
  }

  @Test
  void goesOn() {
    Published run = job().run();
    assertThat(warnings(run))
        .filteredOn(w -> w.startsWith("continued from a checkpoint of 20"))
        .singleElement()
        .asString()
        .contains(": 90 models of all rows and ");
    JsonNode passes = run.json().get("passes");
    JsonNode whole = undisturbed.json().get("passes");
    assertThat(whole.get("march").asInt()).isPositive();
    assertThat(passes.has("march")).isFalse();
    assertThat(passes.get("models").asInt()).isEqualTo(1);
    assertThat(passes.get("fold models").asInt())
        .isLessThanOrEqualTo(whole.get("fold models").asInt());
    assertSameNumbers(run);
    assertThat(home.resolve("out/_checkpoint")).doesNotExist();
    assertThat(home.resolve("out/_staging")).doesNotExist();
  }

  @Test
  void anotherConfigurationDoesNot() {
    Published run = job().run("--set", "folds.seed=2");
    assertNotContinued(run, "of another configuration, of other input files");
    assertThat(home.resolve("out/_checkpoint")).doesNotExist();
  }

  @Test
  void otherFilesDoNot() throws IOException {
    Path table = home.resolve("t");
    Path file;
    try (Stream<Path> files = Files.list(table)) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() - 5_000));
    try {
      assertNotContinued(job().run(), "of other input files");
    } finally {
      Files.setLastModifiedTime(file, time);
    }
  }

  @Test
  void fromDamageItDoesNot() throws IOException {
    byte[] damaged = left.clone();
    damaged[left.length / 2] ^= 1;
    Files.write(checkpoint(), damaged);
    Published run = job().run();
    assertNotContinued(run, "is damaged");
    assertSameNumbers(run);
  }

  private static void assertNotContinued(Published run, String why) {
    assertThat(run.json().at("/passes/march").asInt()).isPositive();
    assertThat(warnings(run)).noneMatch(w -> w.startsWith("continued"));
    assertThat(warnings(run)).anyMatch(w -> w.startsWith("The checkpoint ") && w.contains(why));
  }

  @Test
  void switchedOffItIsNeitherReadNorWritten() throws IOException {
    Files.write(checkpoint(), new byte[] {1});
    Published run = job().run("--set", "output.checkpoint=false");
    assertThat(run.json().at("/passes/march").asInt()).isPositive();
    assertThat(warnings(run)).noneMatch(w -> w.contains("checkpoint"));
    assertThat(home.resolve("out/_checkpoint")).doesNotExist();
  }

  /** An attempt that ends with an error leaves it where it is. */
  @Test
  void aFailureKeepsIt() throws IOException {
    job().end("--set", "columns.label=nothing").failed(ExitCode.CONFIGURATION, "nothing");
    assertThat(Files.readAllBytes(checkpoint())).isEqualTo(left);
  }

  /** One pass: there is nothing to go on from. */
  @Test
  void squaredErrorLeavesNone() throws IOException {
    Published run = job().run("--set", "model.family=gaussian");
    assertThat(warnings(run)).noneMatch(w -> w.contains("checkpoint"));
  }
}
