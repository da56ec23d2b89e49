package io.glidepath.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link FaultyDriver} in a process of its own, as a test sees it. */
public final class FaultyCluster implements AutoCloseable {
  private final Process process;
  private final DataOutputStream commands;
  private final DataInputStream answers;

  /**
   * How a command ended.
   *
   * @param done the kind of stage of each deed
   * @param seen every kind of stage
   * @param again the kind of stage of each attempt after the first, and of each copy of a task
   */
  public record Ended(
      int code, String out, String err, List<String> done, List<String> seen, List<String> again) {}

  private FaultyCluster(Process process) {
    this.process = process;
    this.commands = new DataOutputStream(process.getOutputStream());
    this.answers = new DataInputStream(process.getInputStream());
  }

  /** Starts it from the jars that the tests run with. */
  public static FaultyCluster start(Path home) throws IOException {
    Path spark = home.resolve("spark");
    Files.createDirectories(spark.resolve("jars"));
    List<String> command = SpawnedJvm.command();
    command.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC"));
    settings().forEach(s -> command.add("-D" + s));
    command.addAll(
        List.of(
            "-cp",
            SpawnedJvm.classPath(),
            FaultyDriver.class.getName(),
            home.resolve("work").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(home.resolve("driver.log").toFile());
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    // executors have the class path of this, which is what comes last in theirs, and nothing before
    builder.environment().put("SPARK_DIST_CLASSPATH", SpawnedJvm.classPath());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new FaultyCluster(builder.start());
  }

  private static List<String> settings() {
    return List.of(
        "spark.plugins=" + FaultPlugin.class.getName(),
        "spark.executor.memory=1g",
        // the time goes to executors that start again: nothing for them to compile
        "spark.sql.codegen.factoryMode=NO_CODEGEN",
        "spark.sql.codegen.hugeMethodLimit=1",
        "spark.hadoop.fs.flaky.impl=" + FlakyFileSystem.class.getName(),
        // a partition for each file
        "spark.sql.files.openCostInBytes=1g",
        // copies of the tasks that a test slows down, and of no others
        "spark.speculation=true",
        "spark.speculation.interval=100ms",
        "spark.speculation.quantile=0.1",
        "spark.speculation.multiplier=1.5",
        "spark.speculation.minTaskRuntime=2s",
        "spark.scheduler.revive.interval=100ms",
        "spark.executor.extraJavaOptions=" + String.join(" ", SpawnedJvm.quickStart()));
  }

  /** Runs a command line while this happens to tasks in these kinds of stages. */
  public Ended run(Deed deed, String kinds, String... line) {
    List<String> words = new ArrayList<>(List.of(deed.name(), kinds));
    words.addAll(List.of(line));
    try {
      commands.writeUTF(String.join("\n", words));
      commands.flush();
      return new Ended(
          answers.readInt(),
          answers.readUTF(),
          answers.readUTF(),
          lines(answers.readUTF()),
          lines(answers.readUTF()),
          lines(answers.readUTF()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
  }

  /** Its executors end with it. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> executors = process.descendants().toList();
    commands.close();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }
}
