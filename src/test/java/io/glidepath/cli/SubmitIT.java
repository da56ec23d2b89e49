package io.glidepath.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** submit.sh with the packaged jar, in a folder with spaces, called from another one. */
class SubmitIT {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @TempDir Path temp;
  private Path home;
  private Path elsewhere;

  private record Ended(int code, List<String> out, List<String> err) {
    String lastErr() {
      return err.isEmpty() ? "" : err.get(err.size() - 1);
    }
  }

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(temp.resolve("glide path"));
    elsewhere = Files.createDirectories(temp.resolve("else where"));
    Files.createDirectories(home.resolve("target"));
    Files.createDirectories(home.resolve("conf"));
    for (String file :
        List.of(
            "submit.sh",
            "conf/jvm.options",
            "conf/log4j2.properties",
            "target/embedded.classpath")) {
      Files.copy(ROOT.resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    try (Stream<Path> files = Files.list(ROOT.resolve("target"))) {
      Path jar =
          files
              .filter(f -> f.getFileName().toString().matches("glidepath-[^/]*\\.jar"))
              .findFirst()
              .orElseThrow();
      Files.copy(jar, home.resolve("target").resolve(jar.getFileName()));
    }
    Files.writeString(
        elsewhere.resolve("good one.conf"),
        "glidepath { input.tables.t.path = x, columns.label = y, output.path = out }");
    Files.writeString(elsewhere.resolve("bad.conf"), "glidepath.folds.count = 1");
  }

  private Ended submit(Map<String, String> environment, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("submit.sh").toString()));
    command.addAll(List.of(args));
    Path out = temp.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(elsewhere.toFile()).redirectOutput(out.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> err = process.errorReader().lines().toList();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readAllLines(out), err);
  }

  private Path script(String name, String... lines) throws IOException {
    Path file = Files.createDirectories(temp.resolve("tools/bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void answersWithoutSparkQuickly() throws Exception {
    long begin = System.nanoTime();
    Ended ended = submit(Map.of(), "validate", "--config", "good one.conf");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("The configuration is valid.");
    assertThat(ended.err()).isEmpty();
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
    assertThat(submit(Map.of(), "--help").out().get(0)).startsWith("Usage: glidepath");
    assertThat(submit(Map.of(), "--version").out().get(0)).matches("glidepath \\d+\\..*");
    assertThat(submit(Map.of(), "--print-config", "--config", "good one.conf").out()).contains("{");
  }

  @Test
  void loadsNoSparkForIt() throws Exception {
    Ended ended =
        submit(
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout"),
            "validate",
            "--config",
            "good one.conf");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).anyMatch(l -> l.contains("io.glidepath.config.ConfigurationLoader"));
    assertThat(ended.out()).noneMatch(l -> l.contains(" org.apache.") || l.contains(" scala."));
  }

  @Test
  void passesExitCodesOnInEveryMode() throws Exception {
    assertThat(submit(Map.of(), "validate", "--config", "bad.conf").code()).isEqualTo(78);
    Ended embedded = submit(Map.of(), "run", "--config", "bad.conf");
    assertThat(embedded.code()).isEqualTo(78);
    assertThat(embedded.err().get(0)).contains("no Spark installation is found");
    assertThat(embedded.lastErr()).contains("output.path");
    Ended quiet = submit(Map.of(), "run", "--config", "bad.conf", "-q");
    assertThat(quiet.code()).isEqualTo(78);
    assertThat(quiet.err().get(0)).startsWith("error: ");
    assertThat(quiet.err()).hasSize(embedded.err().size() - 2);
    assertThat(submit(Map.of(), "--confg", "bad.conf").code()).isEqualTo(64);
    assertThat(submit(Map.of(), "plan", "--config", "none.conf").code()).isEqualTo(66);
  }

  @Test
  void handsArgumentsToSparkSubmitAsTheyAre() throws Exception {
    script("spark-submit", "printf '%s\\n' \"$@\"", "echo \"home=$GLIDEPATH_HOME\"", "exit 78");
    Ended ended =
        submit(
            Map.of("SPARK_HOME", temp.resolve("tools").toString()),
            "--master",
            "local[2]",
            "--conf",
            "a.b=c d",
            "--",
            "run",
            "--config",
            "good one.conf",
            "--set",
            "columns.label=\"a *\"");
    assertThat(ended.code()).isEqualTo(78);
    assertThat(ended.out())
        .containsSubsequence(
            "--class", "io.glidepath.Glidepath", "--name", "glidepath", "--master", "local[2]")
        .containsSubsequence("--conf", "a.b=c d")
        .containsSubsequence("run", "--config", "good one.conf", "--set", "columns.label=\"a *\"")
        .anyMatch(l -> l.startsWith(home + "/target/glidepath-"))
        .contains("home=" + home)
        .doesNotContain("--");
    Ended onPath = submit(Map.of("PATH", temp.resolve("tools/bin") + ":/usr/bin:/bin"), "plan");
    assertThat(onPath.code()).isEqualTo(78);
    assertThat(onPath.err().get(0)).contains("Spark by " + temp.resolve("tools/bin/spark-submit"));
  }

  @Test
  void buildsWhatIsMissingOrStale() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("target"))) {
      for (Path packaged : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Files.delete(packaged);
      }
    }
    Path jar = home.resolve("target/glidepath-9.jar");
    Path source = home.resolve("src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "");
    Files.writeString(home.resolve("pom.xml"), "");
    script("mvn", "echo \"mvn $*\"", "sleep 0.05; touch '" + jar + "'");
    script("spark-submit", "echo started");
    Map<String, String> tools = Map.of("PATH", temp.resolve("tools/bin") + ":/usr/bin:/bin");

    Ended missing = submit(tools, "plan");
    assertThat(missing.out()).containsExactly("started");
    assertThat(missing.err()).anyMatch(l -> l.contains("package") && l.startsWith("mvn -q -B"));
    assertThat(submit(tools, "plan").err()).noneMatch(l -> l.startsWith("mvn"));
    Files.delete(source);
    assertThat(submit(tools, "plan").err()).anyMatch(l -> l.startsWith("mvn"));

    Files.writeString(source, "");
    script("mvn", "exit 1");
    Ended failed = submit(tools, "plan");
    assertThat(failed.code()).isEqualTo(70);
    assertThat(failed.lastErr()).contains("build failed");
  }

  /**
   * Where the sources are, a start without an archive of classes makes one, once for each build.
   */
  @Test
  void sharesClassesOnceForEachBuild() throws Exception {
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "");
    fakeJava("archive=${a#*=}; echo classes >\"$archive\"");
    try (Stream<Path> files = Files.list(home.resolve("target"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    }
    Map<String, String> tools = Map.of("JAVA_HOME", temp.resolve("tools").toString());
    Ended first = submit(tools, "plan");
    assertThat(first.err()).anyMatch(l -> l.contains("preparing for faster starts"));
    assertThat(first.out())
        .anyMatch(l -> l.matches("-XX:SharedArchiveFile=.*/embedded-\\d+\\.jsa"));
    Ended second = submit(tools, "plan");
    assertThat(second.err()).noneMatch(l -> l.contains("preparing"));
    assertThat(second.out()).isEqualTo(first.out());

    try (Stream<Path> files = Files.list(home.resolve("target"))) {
      Files.delete(files.filter(f -> f.toString().endsWith(".jsa")).findFirst().orElseThrow());
    }
    fakeJava("exit 1");
    Ended failed = submit(tools, "plan");
    assertThat(failed.code()).isZero();
    assertThat(failed.out()).contains("plan").noneMatch(l -> l.contains("SharedArchive"));
    assertThat(submit(tools, "plan").err()).noneMatch(l -> l.contains("preparing"));
  }

  /** A java that tells its options, and does something else when an archive is asked for. */
  private void fakeJava(String whenArchiving) throws IOException {
    script(
        "java",
        "[[ $1 != -version ]] || { echo 'openjdk version \"17.0.1\"' >&2; exit; }",
        "for a; do case $a in -XX:ArchiveClassesAtExit=*) "
            + whenArchiving
            + "; exit ;; esac; done",
        "printf '%s\\n' \"$@\"");
  }

  @Test
  void startsWithAnArchiveThatDoesNotFit() throws Exception {
    Process sum =
        new ProcessBuilder("sh", "-c", "\"$0\" -version 2>&1 | cksum", javaBinary()).start();
    String name = new String(sum.getInputStream().readAllBytes(), UTF_8).split(" ", 2)[0];
    Ended without = submit(Map.of(), "plan", "--config", "none.conf");
    Files.writeString(home.resolve("target/embedded-" + name + ".jsa"), "no archive at all");
    Ended with = submit(Map.of(), "plan", "--config", "none.conf");
    assertThat(with).isEqualTo(without);
    assertThat(with.code()).isEqualTo(66);
  }

  private static String javaBinary() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Test
  void saysWhatIsWrongWithJava() throws Exception {
    Ended none = submit(Map.of("JAVA_HOME", temp.toString()), "validate");
    assertThat(none.code()).isEqualTo(70);
    assertThat(none.err()).hasSize(1).first().asString().contains("JAVA_HOME");
    script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Ended old = submit(Map.of("JAVA_HOME", temp.resolve("tools").toString()), "validate");
    assertThat(old.code()).isEqualTo(70);
    assertThat(old.err()).hasSize(1).first().asString().contains("is version 11");
  }

  @Test
  void refusesSparkOptionsThatMeanNothingWithoutSpark() throws Exception {
    Ended ended = submit(Map.of(), "--packages", "a:b:c", "--", "plan");
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.lastErr()).contains("--packages");
  }
}
