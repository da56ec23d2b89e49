package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A run whose run.json and files all name its seed, so that a mixture of two shows; published by
 * this process, or by one of its own that may halt on its way.
 */
final class SeededRun {
  private static final List<String> FILES = List.of("paths/part-0", "folds/part-0", "model/data");
  private static final String WRITING = "writing";

  private final Path out;
  private final FileSystem fs;

  /**
   * A run below a path.
   *
   * @param fs of the path; one for many runs, as connecting to HDFS takes longer than publishing
   */
  SeededRun(String out, FileSystem fs) {
    this.out = new Path(out);
    this.fs = fs;
  }

  /**
   * The process: output path, seed, number of the operation before which it halts (0: none), and
   * whether it waits for a line of input while it writes.
   */
  public static void main(String[] args) throws IOException {
    SeededRun run = new SeededRun(args[0], Trip.fileSystem(args[0]));
    if (!args[2].equals("0")) {
      Trip.at(Integer.parseInt(args[2]), () -> Runtime.getRuntime().halt(137));
    }
    boolean wait = Boolean.parseBoolean(args[3]);
    try {
      run.publish(Long.parseLong(args[1]), wait);
    } catch (JobFailure e) {
      System.out.println(e.getMessage());
      System.exit(e.exitCode().code());
    }
    System.exit(0);
  }

  void publish(long seed) {
    publish(seed, false);
  }

  private void publish(long seed, boolean wait) {
    RunRequest request = new RunRequest("r", "c" + seed, "i", OutputSpec.Mode.OVERWRITE, false);
    Publisher publisher = publisher();
    if (publisher.decide(request) != Decision.COMPUTE) {
      return; // an operation that came through although it reported a failure
    }
    try (Attempt attempt = publisher.begin(request)) {
      if (wait) {
        System.out.println(WRITING);
        System.in.read();
      }
      attempt.publish(directory -> content(seed, directory), Results.manifest(request, seed));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Enters an attempt and leaves again. */
  void touch() {
    publisher().begin(new RunRequest("r", "other", "i", OutputSpec.Mode.ERROR, true)).close();
  }

  private Publisher publisher() {
    return new Publisher(
        out.toString(), fs, Processes.here(), Staging.Patience.USUAL, millis -> {});
  }

  private void content(long seed, Path directory) throws IOException {
    for (String file : FILES) {
      try (OutputStream written = fs.create(new Path(directory, file), true)) {
        written.write(("seed " + seed).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** What a reader that respects run.json sees: the seed of a whole run, or nothing. */
  OptionalLong seen() throws IOException {
    Path run = new Path(out, "r");
    if (!fs.exists(new Path(run, "run.json"))) {
      return OptionalLong.empty();
    }
    JsonNode manifest = new ObjectMapper().readTree(text(new Path(run, "run.json")));
    long seed = manifest.get("seed").asLong();
    assertThat(manifest.get("files").findValuesAsText("path"))
        .containsExactlyInAnyOrderElementsOf(FILES);
    for (String file : FILES) {
      assertThat(text(new Path(run, file))).isEqualTo("seed " + seed);
    }
    return OptionalLong.of(seed);
  }

  /** Nothing else is left. */
  void assertAlone() throws IOException {
    assertThat(Arrays.stream(fs.listStatus(out)).map(s -> s.getPath().getName()))
        .containsExactly("r");
    assertThat(new Storage(fs, millis -> {}).files(new Path(out, "r"))).hasSize(FILES.size() + 1);
  }

  private String text(Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
