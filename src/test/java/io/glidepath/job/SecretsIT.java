package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret goes in wherever one may stand, and comes out nowhere: all that is printed and written.
 */
class SecretsIT {
  private static final String SECRET = "hunter2";
  private static final String CONFIGURATION =
      """
      columns { key = [id], label = y }
      input.tables.t.options {
        fs.s3a.access.key = hunter2
        fs.s3a.secret.key = "hunter2/+="
        fs.s3a.session.token = hunter2
        fs.s3a.proxy.pwd = hunter2
        fs.azure.account.key.acct.blob.core.windows.net = hunter2
        fs.azure.sas.box.acct.blob.core.windows.net = hunter2
        "javax.jdo.option.ConnectionPassword" = hunter2
        endpoint = "https://me:hunter2@host/x?sig=hunter2&X-Amz-Signature=hunter2&api_key=hunter2"
      }
      input.tables.t.where = "'ftp://me:hunter2@host/x' <> 'https://h/?se=1&sig=hunter2'"
      input.query = "SELECT *, 'https://h/x?X-Amz-Security-Token=hunter2&v=1' AS u FROM t -- s3a://k:hunter2@b"
      columns.exclude = [u]
      """;

  private static JobRun job(Path home) {
    return JobRun.in(home).table("SELECT id, $a + $e AS y, $a AS a FROM range(50)");
  }

  @Test
  void nothingPublishedHoldsOne(@TempDir Path home) throws IOException {
    JobRun job = job(home).with(CONFIGURATION);
    Published run = job.run();
    try (Stream<Path> files = Files.walk(run.directory())) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSizeGreaterThan(10);
      for (Path file : all) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SECRET);
      }
    }
    assertThat(run.json().at("/configuration/glidepath/input/tables/t/options/endpoint").asText())
        .isEqualTo("https://***@host/x?sig=***&X-Amz-Signature=***&api_key=***");
    String file = home.resolve("job.conf").toString();
    List<String> plan =
        new Planner(SharedSpark.session(), ConfigurationLoader.load(List.of(file), List.of()))
            .plan(true);
    assertThat(String.join("\n", plan)).contains("endpoint").doesNotContain(SECRET);
    for (JobRun.Ended ended :
        List.of(
            job.end(),
            job.end("--force"),
            job.end("--print-config"),
            JobRun.command("validate", "--config", file))) {
      assertThat(ended.code()).isZero();
      assertThat(ended.out() + ended.err()).isNotEmpty().doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns.label = yy",
        "columns.weight = \"https://me:hunter2@host\"",
        "input.tables.t.where = \"'https://me:hunter2@host' = b\"",
        "input.query = \"SELECT 'https://h?sig=hunter2', b FROM t\"",
        "input.query = \"SELECT CAST('https://h?sig=hunter2' AS INT) AS b, * FROM t\"",
        "input.tables.t.path = \"/none/x?sig=hunter2\"",
        "input.tables.t.path = \"nofs://me:hunter2@host/x\"",
        "output.path = \"nofs://me:hunter2@host/x\"",
        "output.password = hunter2",
        "input.tables.t.options { secret = [hunter2] }",
        "input.tables.t.options { secret = hunter2 } [",
        "input.tables.t.options { secret = hunter2$x }",
        "input.tables.t.options { secret = hunter2 {} }",
        "input.tables.t.options { secret = [hunter2 }",
      })
  void noFailureTellsOne(String wrong, @TempDir Path home) {
    JobRun.Ended ended = job(home).with(CONFIGURATION).with(wrong).end("-v");
    assertThat(ended.code()).as(ended.err()).isIn(65, 66, 74, 78);
    assertThat(ended.out() + ended.err()).contains("error: ").doesNotContain(SECRET);
  }

  @Test
  void noCommandLineTellsOne() {
    for (List<String> arguments :
        List.of(
            List.of("--set", "input.tables.t.options.password hunter2"),
            List.of("--set", "input.tables.t.options.password:hunter2"),
            List.of("--set", "input.tables.t.options.password=[hunter2]"),
            List.of("--set", "input.tables.t.options={secret=[hunter2]}"),
            List.of("--set", "input.tables.t.options.secret=hunter2 {}"),
            List.of("--sett", "input.tables.t.options.password=hunter2"),
            List.of("input.tables.t.options.password=hunter2"),
            List.of("--config", "ftp://me:hunter2@127.0.0.1:1/x"),
            List.of("--config", "/none/x?sig=hunter2"))) {
      JobRun.Ended ended = JobRun.command(arguments.toArray(String[]::new));
      assertThat(ended.code()).as(ended.err()).isIn(64, 66, 74, 78);
      assertThat(ended.out() + ended.err()).contains("error: ").doesNotContain(SECRET);
    }
  }

  @Test
  void anUnknownFileSystemIsTold(@TempDir Path home) {
    job(home)
        .with(CONFIGURATION)
        .with("input.tables.t.path = \"nofs://me:hunter2@host/x\"")
        .end()
        .failed(ExitCode.CONFIGURATION, "nofs");
  }
}
