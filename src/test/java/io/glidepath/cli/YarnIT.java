package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.server.MiniHadoop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** submit.sh with a real spark-submit and a real YARN; src/it/yarn brings the Spark. */
@EnabledIfEnvironmentVariable(
    named = "GLIDEPATH_TEST_SPARK_HOME",
    matches = ".+",
    disabledReason = "Maven has no spark-submit for YARN: src/it/yarn runs this with one from PyPI")
class YarnIT {
  private static final long PATIENCE_SECONDS = 600;
  private static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  @TempDir static Path home;
  private static MiniHadoop hadoop;

  private record Ended(int code, List<String> out, List<String> err) {}

  @BeforeAll
  static void start() throws Exception {
    hadoop = MiniHadoop.withYarn();
    SharedSpark.session()
        .sql("SELECT id, id % 7 + id % 3 AS y, id % 7 AS a, id % 5 AS b FROM range(40)")
        .coalesce(1)
        .write()
        .parquet(hadoop.uri() + "/t");
    write("good", "y", "");
    write("missing", "nothing", "");
    write("empty", "y", "input.tables.t.where = \"a > 9\"");
  }

  private static void write(String name, String label, String more) throws Exception {
    String text =
        String.join(
            "\n",
            "glidepath {",
            "input.tables.t.path = \"" + hadoop.uri() + "/t\"",
            "columns { key = [id], label = " + label + " }",
            "sweep { elastic-net-param = [0.5], reg-param { count = 4, min-ratio = 1e-3 } }",
            "folds { count = 3 }",
            more,
            "}");
    try (var out =
        hadoop.fileSystem().create(new org.apache.hadoop.fs.Path("/" + name + ".conf"))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Ended submit(String deployMode, String name) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("submit.sh").toAbsolutePath().toString(),
                "--master",
                "yarn",
                "--deploy-mode",
                deployMode));
    for (String conf :
        List.of(
            "spark.driver.memory=600m",
            "spark.yarn.am.memory=512m",
            "spark.executor.memory=600m",
            "spark.executor.instances=1",
            "spark.yarn.maxAppAttempts=1",
            // containers have nothing of this process's environment
            "spark.driver.extraJavaOptions=" + LIGHT,
            "spark.yarn.am.extraJavaOptions=" + LIGHT,
            "spark.executor.extraJavaOptions=" + LIGHT,
            "spark.hadoop.fs.defaultFS=" + hadoop.uri())) {
      command.addAll(List.of("--conf", conf));
    }
    command.addAll(
        List.of(
            "--",
            "run",
            "--config",
            hadoop.uri() + "/" + name + ".conf",
            "--set",
            "output { path = \"" + hadoop.uri() + "/" + deployMode + "\", run-id = r }"));
    Path out = home.resolve("out.txt");
    Path err = home.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SPARK_HOME", System.getenv("GLIDEPATH_TEST_SPARK_HOME"));
    builder.environment().put("HADOOP_CONF_DIR", hadoop.configurationDirectory().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  private static String last(List<String> lines, int count) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void publishesAndFindsItsResult(String deployMode) throws Exception {
    for (int run = 0; run < 2; run++) {
      Ended ended = submit(deployMode, "good");
      assertThat(ended.code()).as(last(ended.err(), 40)).isZero();
      if (deployMode.equals("client")) {
        assertThat(last(ended.out(), 1)).isEqualTo("Published " + hadoop.uri() + "/client/r");
      }
    }
    assertThat(
            hadoop
                .fileSystem()
                .exists(new org.apache.hadoop.fs.Path("/" + deployMode + "/r/run.json")))
        .isTrue();
    assertThat(
            hadoop
                .fileSystem()
                .exists(new org.apache.hadoop.fs.Path("/" + deployMode + "/_staging")))
        .isFalse();
  }

  @Test
  void clientModeEndsWithTheCodeAndTheReason() throws Exception {
    Ended configuration = submit("client", "missing");
    assertThat(configuration.code()).isEqualTo(78);
    assertThat(last(configuration.err(), 20)).contains("error: ", "nothing");
    Ended data = submit("client", "empty");
    assertThat(data.code()).isEqualTo(65);
    assertThat(last(data.err(), 20)).contains("error: ", "where");
  }

  @Test
  void clusterModeEndsWith1AndTellsCodeAndReason() throws Exception {
    Ended configuration = submit("cluster", "missing");
    assertThat(configuration.code()).isEqualTo(1);
    assertThat(String.join("\n", configuration.err())).contains("ended with 78: ", "nothing");
    Ended data = submit("cluster", "empty");
    assertThat(data.code()).isEqualTo(1);
    assertThat(last(data.err(), 40)).contains("ended with 65: ", "where");
    // what Airflow would take for an id or a code is Spark's own
    assertThat(data.err())
        .filteredOn(l -> l.contains("ended with") || l.contains("error: "))
        .noneMatch(l -> l.matches(".*(driver-\\d|[eE]xit code: \\d).*"));
  }
}
