package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job from a storage to the same storage, whatever kind it is of. */
abstract class StorageContract {
  static final String ROWS = "SELECT id, $a + $e AS y, $a AS a, $b AS b FROM range(40)";

  @TempDir Path home;

  private FileSystem fs;
  private org.apache.hadoop.fs.Path base;

  /** Where it begins, without a slash at the end. */
  abstract String root();

  /** From here on checkpoints can be written, but no run. */
  abstract void forbidRuns() throws IOException;

  abstract void assertForbidden(JobRun.Ended ended);

  abstract void allowRuns() throws IOException;

  @BeforeEach
  void begin() throws IOException {
    base = new org.apache.hadoop.fs.Path(root() + "/" + home.getFileName());
    fs = base.getFileSystem(hadoop());
    fs.mkdirs(base);
    upload(ROWS);
  }

  static Configuration hadoop() {
    return SharedSpark.session().sparkContext().hadoopConfiguration();
  }

  FileSystem fs() {
    return fs;
  }

  org.apache.hadoop.fs.Path base() {
    return base;
  }

  /**
   * By plain writes: copyFromLocalFile of S3A signs its uploads in a way that the server does not
   * know.
   */
  void upload(String rows) throws IOException {
    local().table(rows);
    fs.delete(at("t"), true);
    FileUtil.copy(home.resolve("t").toFile(), fs, at("t"), false, hadoop());
  }

  org.apache.hadoop.fs.Path at(String name) {
    return new org.apache.hadoop.fs.Path(base, name);
  }

  JobRun local() {
    return JobRun.in(home).with("columns { key = [id], label = y }");
  }

  JobRun remote() {
    return remote(local());
  }

  JobRun remote(JobRun job) {
    return job.with("input.tables.t.path = \"" + at("t") + "\"")
        .with("output.path = \"" + at("out") + "\"");
  }

  static String publishes(JobRun.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().strip().lines().reduce((a, b) -> b).orElseThrow();
  }

  /** The published run, brought here. */
  Published published(String copy) throws IOException {
    Path here = home.resolve(copy);
    fs.copyToLocalFile(at("out/r"), new org.apache.hadoop.fs.Path(here.toString()));
    return new Published(here);
  }

  List<String> state(String directory) throws IOException {
    List<String> state = new ArrayList<>();
    var files = fs.listFiles(at(directory), true);
    while (files.hasNext()) {
      FileStatus f = files.next();
      state.add(f.getPath() + " " + f.getLen() + " " + f.getModificationTime());
    }
    return state.stream().sorted().toList();
  }

  List<String> names(String directory) throws IOException {
    return Arrays.stream(fs.listStatus(at(directory))).map(s -> s.getPath().getName()).toList();
  }

  @Test
  void publishesTheTablesOfALocalRunAndFindsThemAgain() throws Exception {
    Published here = local().run();
    assertThat(publishes(remote().end())).isEqualTo("Published " + at("out/r"));
    Published there = published("first");
    assertThat(there.bytes(false)).isEqualTo(here.bytes(false));
    assertThat(there.json().get("inputs").get("files").get(0).get("path").asText())
        .startsWith(at("t").toString());
    assertThat(
            there
                .model()
                .transform(SharedSpark.session().read().parquet(at("t").toString()))
                .count())
        .isEqualTo(40);
    there.assertReportIsMadeAgain(at("out/r").toString(), () -> published("again"));
    assertThat(names("out")).containsExactly("r");
    List<String> before = state("out");
    assertThat(publishes(remote().end())).isEqualTo("Published " + at("out/r"));
    assertThat(state("out")).isEqualTo(before);
    remote().with("folds.seed = 9").end().failed(ExitCode.OUTPUT_EXISTS, "out/r");
    assertThat(state("out")).isEqualTo(before);
    publishes(remote().with("folds.seed = 9, output.mode = overwrite").end());
    assertThat(published("second").json().get("seed").asLong()).isEqualTo(9);
    assertThat(names("out")).containsExactly("r");
  }

  /** {@link CheckpointIT} kills a process; what it leaves is the same. */
  @Test
  void aSweepThatFailsGoesOnFromItsCheckpoint() throws Exception {
    upload(KilledSweep.ROWS);
    JobRun job = remote(KilledSweep.job(home));
    forbidRuns();
    assertForbidden(JobRun.command(SessionActions.EVERY_TIME, job.line()));
    allowRuns();
    publishes(job.end());
    new KilledSweep(home, fs, at("out")).assertContinued(published("continued"));
  }
}
