package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
  @TempDir static Path home;
  private static KilledSweep sweep;
  private static byte[] left;
  private static Published undisturbed;

  private static JobRun job() {
    return KilledSweep.job(home);
  }

  private static Path checkpoint() {
    return home.resolve("out/_checkpoint/r.checkpoint");
  }

  @BeforeAll
  static void killOne() throws Exception {
    undisturbed = job().table("t", KilledSweep.ROWS, 3).run("--set", "output.run-id=undisturbed");
    undisturbed.rows("coefficients");
    undisturbed.rows("validation");
    sweep =
        new KilledSweep(
            home,
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(home.resolve("out").toString()));
    sweep.kill(job(), List.of());
    left = Files.readAllBytes(checkpoint());
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
  void goesOn() throws IOException {
    Published run = job().run();
    sweep.assertContinued(run);
    JsonNode passes = run.json().get("passes");
    JsonNode whole = undisturbed.json().get("passes");
    assertThat(whole.get("march").asInt()).isPositive();
    assertThat(passes.get("fold models").asInt())
        .isLessThanOrEqualTo(whole.get("fold models").asInt());
    assertSameNumbers(run);
  }

  /** What a checkpoint is not used for may be small. */
  private static Published small(String setting) {
    return job()
        .run("--set", "sweep.elastic-net-param=[0]", "--set", "folds.count=2", "--set", setting);
  }

  @Test
  void anotherConfigurationDoesNot() {
    assertNotContinued(small("folds.seed=2"), "of another configuration, of other input files");
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
      Published run = job().run();
      assertNotContinued(run, "of other input files");
      assertSameNumbers(run);
    } finally {
      Files.setLastModifiedTime(file, time);
    }
  }

  private static void assertNotContinued(Published run, String why) {
    assertThat(run.json().at("/passes/march").asInt()).isPositive();
    assertThat(run.warnings()).noneMatch(w -> w.startsWith("continued"));
    assertThat(run.warnings()).anyMatch(w -> w.startsWith("The checkpoint ") && w.contains(why));
  }

  /** A damaged one is refused where it is read: {@code AttemptCheckpointTest}. */
  @Test
  void switchedOffItIsNeitherReadNorWritten() throws IOException {
    Files.write(checkpoint(), new byte[] {1});
    Published run = small("output.checkpoint=false");
    assertThat(run.json().at("/passes/march").asInt()).isPositive();
    assertThat(run.warnings()).noneMatch(w -> w.contains("checkpoint"));
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
    assertThat(run.warnings()).noneMatch(w -> w.contains("checkpoint"));
  }
}
