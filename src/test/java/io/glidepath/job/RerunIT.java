package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a run that is there already. */
class RerunIT {
  private static final String ROWS = "SELECT id, $a + $e AS y, $a AS a FROM range(%d)";

  private static JobRun job(Path home) {
    return JobRun.in(home).with("columns { key = [id], label = y }");
  }

  @Test
  void theSameRunAgainIsDoneAtOnceUnlessForced(@TempDir Path home) {
    Published run = job(home).table(ROWS.formatted(30)).run();
    Map<String, String> before = run.bytes(true);
    assertThat(publishedAlready(job(home))).isTrue();
    JobRun.Ended again = job(home).end();
    assertThat(again.code()).isZero();
    assertThat(again.out().strip()).startsWith("Published ").endsWith("/out/r").hasLineCount(1);
    assertThat(run.bytes(true)).isEqualTo(before);
    // what does not change the numbers does not make it another run
    assertThat(job(home).with("verify.mllib = 2, compute.blas = java").end().code()).isZero();
    assertThat(run.bytes(true)).isEqualTo(before);
    Map<String, String> tables = run.bytes(false);
    String attempt = run.json().get("attempt").asText();
    assertThat(job(home).end("--force").code()).isZero();
    assertThat(run.json().get("attempt").asText()).isNotEqualTo(attempt);
    assertThat(run.bytes(false)).isEqualTo(tables);
    assertThat(home.resolve("out/_staging")).doesNotExist();
  }

  /** What is told before there is a session. */
  private static boolean publishedAlready(JobRun job) {
    JobSpec spec = ConfigurationLoader.load(List.of(job.configuration().toString()), List.of());
    return EarlierRun.find(spec, new Configuration()).isPresent();
  }

  @Test
  void otherContentUnderTheSameNameGoesByTheMode(@TempDir Path home) throws Exception {
    Published run = job(home).table(ROWS.formatted(30)).run();
    Map<String, String> before = run.bytes(true);
    String change = "folds.seed = 9, output.mode = ";
    job(home)
        .with(change + "error")
        .end()
        .failed(
            ExitCode.OUTPUT_EXISTS, "out/r", "another configuration", "output.run-id", "--force");
    assertThat(job(home).with(change + "ignore").end().code()).isZero();
    assertThat(run.bytes(true)).isEqualTo(before);
    // a replacement that fails leaves what was there
    job(home)
        .with(change + "overwrite, sweep.elastic-net-param = [0], columns.label = nothing")
        .end()
        .failed(ExitCode.CONFIGURATION, "nothing");
    job(home)
        .with(change + "overwrite, input.tables.t.where = \"a > 9\"")
        .end()
        .failed(ExitCode.BAD_DATA, "where");
    assertThat(run.bytes(true)).isEqualTo(before);
    assertThat(job(home).with(change + "overwrite").end().code()).isZero();
    assertThat(run.json().get("seed").asLong()).isEqualTo(9);
    // the same configuration over other rows
    assertThat(publishedAlready(job(home).with("folds.seed = 9"))).isTrue();
    assertThat(publishedAlready(job(home).with("folds.seed = 8"))).isFalse();
    job(home).table(ROWS.formatted(31));
    assertThat(publishedAlready(job(home).with("folds.seed = 9"))).isFalse();
    job(home).with("folds.seed = 9").end().failed(ExitCode.OUTPUT_EXISTS, "other input files");
    assertThat(Files.exists(home.resolve("out/_staging"))).isFalse();
  }

  @Test
  void theConfigurationNamesTheRunUnlessItHasAName(@TempDir Path home) {
    JobRun job = job(home).table(ROWS.formatted(30)).with("output.run-id = null");
    Published run = job.run();
    String fingerprint = run.json().get("fingerprint").asText();
    assertThat(run.directory().getFileName()).hasToString("run-" + fingerprint.substring(0, 12));
    assertThat(run.rows("paths").get(0).getString(0))
        .isEqualTo("run-" + fingerprint.substring(0, 12));
    Published other = job.with("folds.seed = 2").run();
    assertThat(other.directory()).isNotEqualTo(run.directory());
  }

  @Test
  void anOutputInsideAnInputIsRefused(@TempDir Path home) {
    job(home).table(ROWS.formatted(30));
    for (String path : new String[] {"t", "t/out", "t/../t/deeper/out"}) {
      job(home)
          .with("output.path = \"" + home + "/" + path + "\"")
          .end()
          .failed(ExitCode.CONFIGURATION, "output.path", "input", home.resolve("t").toString());
    }
    job(home)
        .with("output { path = \"" + home + "\", run-id = t }")
        .end()
        .failed(ExitCode.CONFIGURATION, "output.path");
    assertThat(home.resolve("t/out")).doesNotExist();
  }
}
