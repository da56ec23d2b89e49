package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.FaultyFileSystem.Fault;
import io.glidepath.output.FaultyFileSystem.Killed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishing while the file system fails at its k-th operation, for every k. A run is told by its
 * seed: run.json and every file name it, so a mixture shows.
 */
class PublisherFaultIT {
  private static final List<String> FILES = List.of("paths/part-0", "folds/part-0", "model/data");

  @TempDir Path scratch;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs"})
  void killedAnywhereLeavesOldNoneOrNew(String scheme) throws Exception {
    boolean old = false;
    boolean none = false;
    for (int k = 1; ; k++) {
      Path out = scratch.resolve(scheme + k);
      run(scheme, out, 1);
      FaultyFileSystem.failAt(k, Fault.KILL);
      boolean killed = false;
      try {
        run(scheme, out, 2);
      } catch (Killed e) {
        killed = true;
      }
      FaultyFileSystem.heal();
      OptionalLong seen = reader(out);
      old |= seen.equals(OptionalLong.of(1));
      none |= seen.isEmpty();
      if (scheme.equals("faulty")) {
        nextAttempt(out);
        assertThat(reader(out)).as("next attempt after operation %d", k).hasValue(seen.orElse(1));
      }
      run(scheme, out, 3);
      assertThat(reader(out)).as("rerun after operation %d", k).hasValue(3);
      assertOnlyTheRun(out);
      if (!killed) {
        assertThat(seen).hasValue(2);
        break;
      }
    }
    assertThat(old && none).as("the fault reached both sides of the swap").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs"})
  void killedAnywhereInAFirstRunLeavesNoneOrNew(String scheme) throws Exception {
    for (int k = 1; ; k++) {
      Path out = scratch.resolve(scheme + k);
      FaultyFileSystem.failAt(k, Fault.KILL);
      boolean killed = false;
      try {
        run(scheme, out, 2);
      } catch (Killed e) {
        killed = true;
      }
      FaultyFileSystem.heal();
      OptionalLong seen = reader(out);
      assertThat(seen.isEmpty() || seen.getAsLong() == 2).isTrue();
      run(scheme, out, 3);
      assertThat(reader(out)).hasValue(3);
      assertOnlyTheRun(out);
      if (!killed) {
        break;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "faulty, THROW_ONCE", "faulty, THROW_AFTERWARDS", "faulty, FALSE_ONCE",
    "gs, THROW_ONCE", "gs, THROW_AFTERWARDS", "gs, FALSE_ONCE"
  })
  void aFaultThatPassesIsSurvived(String scheme, Fault fault) throws Exception {
    for (int k = 1; ; k++) {
      Path out = scratch.resolve(scheme + fault + k);
      run(scheme, out, 1);
      FaultyFileSystem.failAt(k, fault);
      run(scheme, out, 2);
      int operations = FaultyFileSystem.heal();
      assertThat(reader(out)).as("%s at operation %d", fault, k).hasValue(2);
      assertOnlyTheRun(out);
      if (operations < k) {
        break;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RENAMES_FALSE, IO", "QUOTA, IO", "FORBIDDEN, PERMISSION"})
  void aLastingFaultEndsWithItsCodeAndTheOldRunStays(Fault fault, ExitCode code) throws Exception {
    int failures = 0;
    for (int k = 1; ; k++) {
      Path out = scratch.resolve(fault.toString() + k);
      run("faulty", out, 1);
      FaultyFileSystem.failAt(k, fault);
      OptionalLong expected = OptionalLong.of(2);
      try {
        run("faulty", out, 2);
      } catch (JobFailure e) {
        failures++;
        assertThat(e.exitCode()).isEqualTo(code);
        expected = null;
      }
      int operations = FaultyFileSystem.heal();
      if (expected != null) {
        assertThat(reader(out)).isEqualTo(expected);
      } else if (fault != Fault.RENAMES_FALSE) {
        assertThat(reader(out)).as("the old run after %s at %d", fault, k).hasValue(1);
      } else {
        // renames that all fail cannot put the old run back either, but the next attempt does
        assertThat(reader(out).orElse(1)).isEqualTo(1);
        nextAttempt(out);
        assertThat(reader(out)).as("after %s at %d and another attempt", fault, k).hasValue(1);
      }
      run("faulty", out, 3);
      assertThat(reader(out)).hasValue(3);
      assertOnlyTheRun(out);
      if (operations < k) {
        break;
      }
    }
    assertThat(failures).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs"})
  void aContentThatFailsForGoodPublishesNothing(String scheme) throws Exception {
    Path out = scratch.resolve(scheme);
    try (Attempt attempt = publisher(scheme, out).begin(request("c1"))) {
      assertThatThrownBy(
              () ->
                  attempt.publish(
                      directory -> {
                        content(scheme, 1, directory);
                        throw new IllegalStateException("task failed for good");
                      },
                      Results.manifest(request("c1"), 1)))
          .hasMessage("task failed for good");
    }
    assertThat(reader(out)).isEmpty();
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left).isEmpty();
    }
  }

  private static RunRequest request(String fingerprint) {
    return new RunRequest("r", fingerprint, "i", OutputSpec.Mode.OVERWRITE, false);
  }

  private static Publisher publisher(String scheme, Path out) throws IOException {
    return new Publisher(
        scheme + ":" + out,
        FaultyFileSystem.of(scheme),
        Processes.here(),
        Staging.Patience.USUAL,
        millis -> {});
  }

  private static void run(String scheme, Path out, long seed) throws IOException {
    Publisher publisher = publisher(scheme, out);
    RunRequest request = request("c" + seed);
    if (publisher.decide(request) != Decision.COMPUTE) {
      return; // an operation that came through although it reported a failure
    }
    try (Attempt attempt = publisher.begin(request)) {
      attempt.publish(
          directory -> content(scheme, seed, directory), Results.manifest(request, seed));
    }
  }

  /** Enters and leaves. */
  private static void nextAttempt(Path out) throws IOException {
    RunRequest request = new RunRequest("r", "other", "i", OutputSpec.Mode.ERROR, true);
    publisher("faulty", out).begin(request).close();
  }

  private static void content(String scheme, long seed, org.apache.hadoop.fs.Path directory)
      throws IOException {
    FileSystem fs = FaultyFileSystem.of(scheme);
    for (String file : FILES) {
      try (OutputStream out = fs.create(new org.apache.hadoop.fs.Path(directory, file), true)) {
        out.write(("seed " + seed).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** What a reader that respects run.json sees: the seed of a whole run, or nothing. */
  private static OptionalLong reader(Path out) throws IOException {
    Path run = out.resolve("r");
    if (!Files.exists(run.resolve("run.json"))) {
      return OptionalLong.empty();
    }
    JsonNode manifest = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    long seed = manifest.get("seed").asLong();
    assertThat(manifest.get("files").findValuesAsText("path"))
        .containsExactlyInAnyOrderElementsOf(FILES);
    for (JsonNode file : manifest.get("files")) {
      Path path = run.resolve(file.get("path").asText());
      assertThat(path).hasContent("seed " + seed);
      assertThat(Files.size(path)).isEqualTo(file.get("length").asLong());
    }
    return OptionalLong.of(seed);
  }

  private static void assertOnlyTheRun(Path out) throws IOException {
    try (Stream<Path> entries = Files.list(out)) {
      assertThat(entries.map(p -> p.getFileName().toString())).containsExactly("r");
    }
    try (Stream<Path> entries = Files.walk(out.resolve("r")).filter(Files::isRegularFile)) {
      assertThat(entries).hasSize(FILES.size() + 1);
    }
  }
}
