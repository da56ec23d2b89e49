package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  private static final String JOB =
      "glidepath { input.tables.t.path = x, columns.label = y, output.path = out }";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> calls = new ArrayList<>();
  private RuntimeException failure;
  private Map<String, String> environment = Map.of();
  private String file;
  private JobSpec job;

  @BeforeEach
  void write() throws Exception {
    file = Files.writeString(folder.resolve("job.conf"), JOB).toString();
  }

  private int run(String... args) {
    return new Cli(print(out), print(err), this::actions, environment).run(args);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String last() {
    return err().get(err().size() - 1);
  }

  private Actions actions() {
    calls.add("spark");
    return new Actions() {
      @Override
      public void run(JobSpec spec, RunOptions options) {
        job = spec;
        note("run " + options);
      }

      @Override
      public void plan(JobSpec spec, PlanOptions options) {
        job = spec;
        note("" + options);
      }

      @Override
      public void report(String run) {
        note("report " + run);
      }

      @Override
      public void export(ExportRequest request) {
        note(request.toString());
      }

      @Override
      public void score(ScoreRequest request) {
        note(request.toString());
      }

      private void note(String call) {
        calls.add(call);
        if (failure != null) {
          throw failure;
        }
      }
    };
  }

  @Test
  void runIsTheDefault() {
    assertThat(run("--config", file, "--set", "folds.count=3", "-q")).isZero();
    assertThat(calls).containsExactly("spark", "run RunOptions[force=false, quiet=true]");
    assertThat(job.folds().count()).isEqualTo(3);
    assertThat(err()).isEmpty();
  }

  @Test
  void optionsMayStandBeforeAndAfterTheCommand() {
    assertThat(
            run(
                "--config=" + file,
                "--set",
                "folds.count=3",
                "-q",
                "run",
                "--force",
                "--set=folds.count=4"))
        .isZero();
    assertThat(calls).containsExactly("spark", "run RunOptions[force=true, quiet=true]");
    assertThat(job.folds().count()).isEqualTo(4);
  }

  @Test
  void laterFilesWin() throws Exception {
    String other =
        Files.writeString(folder.resolve("b.conf"), "glidepath.folds.count=7").toString();
    assertThat(run("run", "--config", file, "--config", other)).isZero();
    assertThat(job.folds().count()).isEqualTo(7);
  }

  @Test
  void nothingAtAllIsTheBundledExample() {
    environment = Map.of("GLIDEPATH_HOME", Path.of("").toAbsolutePath().toString());
    assertThat(run()).isZero();
    assertThat(job.columns().label()).isEqualTo("Sale_Price");
    assertThat(last()).contains("bundled example").contains("ames.conf");
    environment = Map.of("GLIDEPATH_HOME", folder.toString());
    assertThat(run()).isEqualTo(64);
    assertThat(run("run")).isEqualTo(64);
    assertThat(run("--force")).isEqualTo(64);
    assertThat(last()).startsWith("error: No configuration");
  }

  @Test
  void validateNeedsNoSpark() {
    assertThat(run("validate", "--config", file)).isZero();
    assertThat(calls).isEmpty();
    assertThat(out()).contains("valid", file, "11 x 100", "out/run-", "fingerprint");
  }

  @Test
  void printConfigNeedsNoSpark() {
    assertThat(
            run("--print-config", "--config", file, "--set", "input.tables.t.options.password=x1"))
        .isZero();
    assertThat(run("run", "--print-config", "--config", file)).isZero();
    assertThat(calls).isEmpty();
    assertThat(out()).startsWith("{").contains("\"label\": \"y\"", "***").doesNotContain("x1");
  }

  @Test
  void otherCommandsArePassedOn() {
    assertThat(run("plan", "--json", "--config", file)).isZero();
    assertThat(run("plan", "--scan", "--config", file)).isZero();
    assertThat(run("report", "out/r")).isZero();
    assertThat(
            run("export", "out/r", "--elastic-net-param", "0.5", "--grid-index", "7", "--to", "m"))
        .isZero();
    assertThat(run("score", "out/r", "--table", "a=x", "--table=b=y", "--output", "o")).isZero();
    assertThat(calls)
        .containsExactly(
            "spark",
            "PlanOptions[json=true, scan=false]",
            "spark",
            "PlanOptions[json=false, scan=true]",
            "spark",
            "report out/r",
            "spark",
            "ExportRequest[run=out/r, elasticNetParam=0.5, gridIndex=7, to=m]",
            "spark",
            "ScoreRequest[run=out/r, tables=[a=x, b=y], output=o]");
  }

  @Test
  void helpAndVersionGoToTheStandardOutput() {
    assertThat(run("--help")).isZero();
    assertThat(run("export", "--help")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out()).contains("validate", "--grid-index", "glidepath development");
    assertThat(err()).isEmpty();
  }

  @Test
  void usageErrorsAre64WithTheNearestWord() {
    assertThat(run("--confg", file)).isEqualTo(64);
    assertThat(last()).contains("--confg").contains("did you mean --config?");
    assertThat(run("vaildate")).isEqualTo(64);
    assertThat(last()).contains("vaildate").contains("did you mean validate?");
    assertThat(run("plan", "--jsn")).isEqualTo(64);
    assertThat(last()).contains("did you mean --json?");
    assertThat(run("--config")).isEqualTo(64);
    assertThat(run("export", "r")).isEqualTo(64);
    assertThat(run("report")).isEqualTo(64);
    assertThat(run("--config", file, "report", "r")).isEqualTo(64);
    assertThat(run("score", "r", "--table", "a=x")).isEqualTo(64);
    assertThat(run("score", "r", "--output", "o")).isEqualTo(64);
    assertThat(last()).contains("--table");
    assertThat(run("--set", "a=b", "score", "r", "--table", "x", "--output", "o")).isEqualTo(64);
    assertThat(run("--force", "report", "r")).isEqualTo(64);
    assertThat(run("validate", "--config", file, "--force")).isEqualTo(64);
    assertThat(run("--force", "validate", "--config", file)).isEqualTo(64);
    assertThat(
            run(
                "--config",
                file,
                "export",
                "r",
                "--elastic-net-param",
                "1",
                "--grid-index",
                "0",
                "--to",
                "x"))
        .isEqualTo(64);
    assertThat(run("export", "r", "--elastic-net-param", "NaN", "--grid-index", "0", "--to", "x"))
        .isEqualTo(64);
    assertThat(run("export", "r", "--elastic-net-param", "1", "--grid-index", "-1", "--to", "x"))
        .isEqualTo(64);
    assertThat(run("--config", file, "--set", "folds.count")).isEqualTo(64);
    assertThat(last()).contains("--set").contains("folds.count");
    assertThat(calls).isEmpty();
  }

  @Test
  void aLongFailureEndsWithItsFirstLine() {
    failure = new JobFailure(ExitCode.BAD_DATA, "columns are bad:" + "\n  a column".repeat(19));
    assertThat(run("--config", file)).isEqualTo(65);
    assertThat(String.join("\n", err()))
        .endsWith("  a column\nerror: columns are bad: (20 lines in all, above)");
  }

  @Test
  void configurationErrorsAre78AndMissingFiles66() {
    assertThat(run("--config", file, "--set", "folds.count=1")).isEqualTo(78);
    assertThat(last()).contains("folds.count");
    assertThat(run("--config", file + "x")).isEqualTo(66);
    assertThat(last()).contains(file + "x");
    assertThat(calls).isEmpty();
  }

  @Test
  void failuresAreToldLastAndInPlainWords() {
    failure = new JobFailure(ExitCode.BAD_DATA, "Column a holds 3 infinite values.");
    assertThat(run("--config", file)).isEqualTo(65);
    assertThat(err()).containsExactly("error: Column a holds 3 infinite values.");
  }

  @Test
  void verboseAddsTheStackTraceBefore() {
    failure = new IllegalStateException("odd", new NullPointerException("it"));
    assertThat(run("run", "-v", "--config", file)).isEqualTo(70);
    assertThat(err().get(0)).startsWith("java.lang.IllegalStateException: odd");
    assertThat(err().get(err().size() - 2))
        .isEqualTo("error: Unexpected failure: IllegalStateException: odd");
    assertThat(last()).isEqualTo("  caused by NullPointerException: it");
  }
}
