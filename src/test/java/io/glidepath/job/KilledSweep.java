package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.faults.JobProcess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;

/**
 * A sweep of binomial whose process is killed while it trains the models of the folds, and what the
 * next one makes of it.
 *
 * @param home for what the process prints
 * @param out output.path
 */
record KilledSweep(Path home, FileSystem fs, org.apache.hadoop.fs.Path out) {
  static final String ROWS =
      "SELECT id, IF($u < 1 / (1 + exp(1 - 3 * $a + 2 * $b)), 1D, 0D) AS yes, $a AS a,"
          + " 5 * $b + $a AS b, $c AS c, $e * $a AS e FROM range(400)";

  /** The job, over a table of {@link #ROWS}. */
  static JobRun job(Path home) {
    return JobRun.in(home)
        .with("model { family = binomial, tolerance = 1e-9, fold-tolerance = 1e-9 }")
        .with("columns { key = [id], label = yes }, compute.cache = none")
        .with("sweep { elastic-net-param = [0, 0.5, 1], reg-param.count = 3 }, folds.count = 4");
  }

  private org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(out, name);
  }

  private long size() throws IOException {
    try {
      return fs.getFileStatus(at("_checkpoint/r.checkpoint")).getLen();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /**
   * Starts the job and kills it when the checkpoint holds the models of all rows and some of the
   * folds'.
   *
   * @param options of the JVM
   */
  void kill(JobRun job, List<String> options) throws Exception {
    try (JobProcess process = JobProcess.start(EagerCheckpoints.class, home, options, job.line())) {
      long[] first = {0};
      // the models of four folds are four times as much as those of all rows
      process.killWhen(
          () -> {
            first[0] = first[0] == 0 ? size() : first[0];
            return first[0] > 0 && size() >= 2 * first[0];
          });
    }
    assertThat(fs.exists(at("r"))).isFalse();
    assertThat(fs.listStatus(at("_staging"))).hasSize(1);
  }

  /** That a run went on from there, and left nothing behind. */
  void assertContinued(Published run) throws IOException {
    assertThat(run.warnings())
        .filteredOn(w -> w.startsWith("continued from a checkpoint of 20"))
        .singleElement()
        .asString()
        .contains(": 9 models of all rows and ");
    assertThat(run.json().get("passes").has("march")).isFalse();
    assertThat(run.json().at("/passes/models").asInt()).isEqualTo(1);
    assertThat(fs.exists(at("_checkpoint"))).isFalse();
    assertThat(fs.exists(at("_staging"))).isFalse();
  }
}
