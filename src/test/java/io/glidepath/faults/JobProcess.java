package io.glidepath.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.Glidepath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The job in a JVM of its own, two tasks at a time, as submit.sh starts it without a Spark. */
public final class JobProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 240;

  private final Process process;
  private final Path out;
  private final Path err;

  private JobProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for its output
   * @param options of the JVM
   * @param line the command line
   */
  public static JobProcess start(Path folder, List<String> options, String... line)
      throws IOException {
    return start(Glidepath.class, folder, options, line);
  }

  /** Starts another program as if it were the job. */
  public static JobProcess start(
      Class<?> program, Path folder, List<String> options, String... line) throws IOException {
    List<String> command = SpawnedJvm.command();
    command.addAll(
        List.of(
            "-Dglidepath.embedded=true", "-Dspark.master=local[2]", "-Dspark.ui.enabled=false"));
    command.addAll(options);
    command.addAll(List.of("-cp", SpawnedJvm.classPath(), program.getName()));
    command.addAll(List.of(line));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    return new JobProcess(
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  /** Options that make something happen to tasks. */
  public static List<String> fault(Deed deed, String kinds) {
    return List.of(
        "-Dspark.plugins=" + FaultPlugin.class.getName(),
        "-D" + Faults.DEED + "=" + deed,
        "-D" + Faults.KINDS + "=" + kinds);
  }

  /** Waits until something has been done to a task. */
  public void awaitFault() throws Exception {
    await(() -> err().contains(Faults.TOLD));
  }

  /** SIGKILL as soon as something is so, which must be before the process ends. */
  public void killWhen(Callable<Boolean> reached) throws Exception {
    try {
      await(reached);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void await(Callable<Boolean> reached) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!reached.call()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("ended, or did not come so far:\n" + out() + err());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end; the exit code. */
  public int code() throws Exception {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(err()).isTrue();
    return process.exitValue();
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
