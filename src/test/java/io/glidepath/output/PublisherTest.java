package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes, reruns and rivals, on the local disk unless said otherwise. */
@ResourceLock(FaultyFileSystem.STATE)
class PublisherTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path out;

  private Publisher publisher() {
    return new Publisher(out.toString(), HADOOP);
  }

  private static RunRequest request(String configuration, OutputSpec.Mode mode, boolean force) {
    return new RunRequest("r", configuration, "i", mode, force);
  }

  private static RunRequest error(String configuration) {
    return request(configuration, OutputSpec.Mode.ERROR, false);
  }

  private Publication publish(RunRequest request, long seed) {
    try (Attempt attempt = publisher().begin(request)) {
      return publish(attempt, request, seed);
    }
  }

  private static Publication publish(Attempt attempt, RunRequest request, long seed) {
    return attempt.publish(
        directory -> {
          try (var file =
              directory
                  .getFileSystem(FaultyFileSystem.configuration())
                  .create(new org.apache.hadoop.fs.Path(directory, "paths/part-0"))) {
            file.write(("seed " + seed).getBytes(StandardCharsets.UTF_8));
          }
        },
        Results.manifest(request, seed));
  }

  private void assertHolds(long seed) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("r/run.json").toFile());
    assertThat(manifest.get("seed").asLong()).isEqualTo(seed);
    assertThat(out.resolve("r/paths/part-0")).hasContent("seed " + seed);
    try (Stream<Path> entries = Files.list(out)) {
      assertThat(entries.map(p -> p.getFileName().toString())).containsExactly("r");
    }
  }

  private static void assertEndsWith(ExitCode code, Callable<?> run) {
    assertThatThrownBy(run::call)
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void aRunIsFoundWithItsFingerprints() throws IOException {
    assertThat(publisher().find("r")).isEmpty();
    assertThat(publisher().decide(error("c"))).isEqualTo(Decision.COMPUTE);
    Publication published = publish(error("c"), 1);
    assertHolds(1);
    assertThat(published.path().toString()).isEqualTo("file:" + out + "/r");
    assertThat(published.location()).isEqualTo(out + "/r");
    Publication found = publisher().find("r").orElseThrow();
    assertThat(found).isEqualTo(published);
    assertThat(found.fingerprint()).isEqualTo("c");
    assertThat(found.inputsFingerprint()).isEqualTo("i");
  }

  @ParameterizedTest
  @EnumSource
  void theSameRunIsDoneInEveryModeUnlessForced(OutputSpec.Mode mode) throws IOException {
    publish(error("c"), 1);
    assertThat(publisher().decide(request("c", mode, false))).isEqualTo(Decision.DONE);
    assertThat(publisher().decide(request("c", mode, true))).isEqualTo(Decision.COMPUTE);
    publish(request("c", mode, true), 2);
    assertHolds(2);
  }

  @Test
  void otherContentGoesByTheMode() throws IOException {
    publish(error("c"), 1);
    assertEndsWith(ExitCode.OUTPUT_EXISTS, () -> publisher().decide(error("d")));
    assertThatThrownBy(
            () -> publisher().decide(new RunRequest("r", "c", "j", OutputSpec.Mode.ERROR, false)))
        .hasMessageContaining("other input files")
        .hasMessageContaining("output.mode")
        .hasMessageContaining("--force");
    assertThat(publisher().decide(request("d", OutputSpec.Mode.IGNORE, false)))
        .isEqualTo(Decision.KEEP);
    assertHolds(1);
    RunRequest overwrite = request("d", OutputSpec.Mode.OVERWRITE, false);
    assertThat(publisher().decide(overwrite)).isEqualTo(Decision.COMPUTE);
    publish(overwrite, 2);
    assertHolds(2);
    publish(request("e", OutputSpec.Mode.ERROR, true), 3);
    assertHolds(3);
  }

  @Test
  void aRunJsonThatIsNoJsonIsOtherContent() throws IOException {
    Files.createDirectories(out.resolve("r"));
    Files.writeString(out.resolve("r/run.json"), "hello");
    assertEndsWith(ExitCode.OUTPUT_EXISTS, () -> publisher().decide(error("c")));
    publish(request("c", OutputSpec.Mode.OVERWRITE, false), 1);
    assertHolds(1);
  }

  @Test
  void aDirectoryThatIsNoRunIsNeverReplaced() throws IOException {
    Path sales = Files.createDirectories(out.resolve("r")).resolve("sales.parquet");
    Files.createDirectories(out.resolve("r/paths")); // as half a run has
    publisher().begin(error("c")).close();
    Files.writeString(sales, "rows");
    for (OutputSpec.Mode mode : OutputSpec.Mode.values()) {
      assertEndsWith(ExitCode.OUTPUT_EXISTS, () -> publisher().begin(request("c", mode, true)));
    }
    assertThatThrownBy(() -> publisher().begin(error("c")).close())
        .hasMessageContaining("/r is there already and is no run: it holds sales.parquet.")
        .hasMessageContaining("output.run-id");
    assertThat(sales).hasContent("rows");
    assertThat(out.resolve("_staging")).doesNotExist();
  }

  @Test
  void aFileInThePlaceOfTheRunIsNeverReplaced() throws IOException {
    Path file = Files.writeString(Files.createDirectories(out).resolve("r"), "mine");
    assertThatThrownBy(() -> publisher().begin(error("c")).close())
        .hasMessageContaining("/r is a file.");
    assertThat(file).hasContent("mine");
  }

  @Test
  void otherRunsAndStrangersFilesStay() throws IOException {
    Path other = Files.createDirectories(out.resolve("_staging/someone-elses"));
    publish(new RunRequest("r2", "c", "i", OutputSpec.Mode.ERROR, false), 5);
    publish(error("c"), 1);
    assertThat(other).exists();
    assertThat(out.resolve("r2/run.json")).exists();
  }

  @Test
  void theSecondOfTwoGivesWayAtOnce() throws IOException {
    RunRequest request = request("c", OutputSpec.Mode.OVERWRITE, true);
    try (Attempt first = publisher().begin(request)) {
      assertEndsWith(ExitCode.RETRY, () -> publisher().begin(request));
      publish(first, request, 1);
    }
    assertHolds(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "faulty", "gs"})
  void ofManyAtOnceOnePublishesAndTheOthersEndWith73Or75(String scheme) throws Exception {
    int rivals = 6;
    for (int round = 0; round < 20; round++) {
      RunRequest request = request("c" + round, OutputSpec.Mode.OVERWRITE, false);
      CyclicBarrier start = new CyclicBarrier(rivals);
      ExecutorService threads = Executors.newFixedThreadPool(rivals);
      List<Future<Integer>> ends = new ArrayList<>();
      for (int i = 0; i < rivals; i++) {
        long seed = 10L * round + i;
        ends.add(
            threads.submit(
                () -> {
                  Publisher publisher =
                      new Publisher(scheme + ":" + out, FaultyFileSystem.configuration());
                  start.await();
                  try (Attempt attempt = publisher.begin(request)) {
                    publish(attempt, request, seed);
                    return 0;
                  } catch (JobFailure e) {
                    return e.exitCode().code();
                  }
                }));
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> end : ends) {
        codes.add(end.get());
      }
      threads.shutdown();
      assertThat(codes).isSubsetOf(0, 73, 75).containsOnlyOnce(0);
      int winner = codes.indexOf(0);
      assertHolds(10L * round + winner);
    }
  }

  @Test
  void aDeadProcessIsClearedAway() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    AttemptName here = Processes.here().begin("r");
    Processes.here().end(here);
    AttemptName other =
        new AttemptName(
            "r",
            here.place(),
            process.pid(),
            process.info().startInstant().orElseThrow().toEpochMilli(),
            0);
    enter(other);
    assertEndsWith(ExitCode.RETRY, () -> publisher().begin(error("c")));
    assertThat(out.resolve("_staging/" + other + "/r/paths/half")).exists();
    process.destroyForcibly().waitFor();
    try (Attempt attempt = publisher().begin(error("c"))) {
      assertThat(attempt.notes())
          .singleElement()
          .asString()
          .contains("removed what an attempt", other.toString());
      publish(attempt, error("c"), 1);
    }
    assertHolds(1);
  }

  /** Killed between moving the old run aside and moving the new one in. */
  @Test
  void aRunThatADeadProcessWasReplacingIsFoundAgain() throws Exception {
    publish(error("c"), 1);
    AttemptName here = Processes.here().begin("r");
    Processes.here().end(here);
    Path dead = enter(here);
    Files.move(out.resolve("r/run.json"), dead.resolve("~replaced-run.json"));
    Files.move(out.resolve("r"), dead.resolve("~replaced"));
    assertThat(publisher().decide(error("c"))).isEqualTo(Decision.COMPUTE);
    try (Attempt attempt = publisher().begin(error("c"))) {
      assertThat(attempt.decision()).isEqualTo(Decision.DONE);
      assertThat(attempt.notes()).hasSize(2).first().asString().contains("put back the run");
    }
    assertHolds(1);
  }

  @Test
  void aRunThatWasReplacedForGoodStaysAway() throws Exception {
    publish(error("c"), 1);
    AttemptName here = Processes.here().begin("r");
    Processes.here().end(here);
    Path dead = enter(here);
    Files.move(out.resolve("r/run.json"), dead.resolve("~replaced-run.json"));
    Files.move(out.resolve("r"), dead.resolve("~replaced"));
    Files.move(
        dead.resolve("r"), out.resolve("r")); // what was staged came in, and lost its run.json
    try (Attempt attempt = publisher().begin(error("c"))) {
      assertThat(attempt.decision()).isEqualTo(Decision.COMPUTE);
    }
    assertThat(out.resolve("r/run.json")).doesNotExist();
  }

  @Test
  void anAttemptElsewhereIsWatchedAndClearedOnlyIfItGivesNoSignOfLife() throws Exception {
    AttemptName other = new AttemptName("r", "0123456789ab", 1, 1, 0);
    Path alive = enter(other).resolve("~alive");
    long[] times = {1_000_000_000_000L, 0};
    Publisher watcher = watching(() -> touch(alive, times[0] += 15_000));
    assertEndsWith(ExitCode.RETRY, () -> watcher.begin(error("c")));
    assertThat(alive).exists();
    Publisher patient = watching(() -> times[1]++);
    try (Attempt attempt = patient.begin(error("c"))) {
      publish(attempt, error("c"), 1);
    }
    assertThat(times[1]).as("looks within a minute").isEqualTo(12);
    assertHolds(1);
  }

  @Test
  void anAttemptTakenForDeadDoesNotPublish() throws IOException {
    publish(error("c"), 1);
    RunRequest request = request("d", OutputSpec.Mode.OVERWRITE, false);
    try (Attempt attempt = publisher().begin(request)) {
      try (Stream<Path> all = Files.walk(out.resolve("_staging"))) {
        for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(p);
        }
      }
      assertEndsWith(ExitCode.RETRY, () -> publish(attempt, request, 2));
    }
    assertThat(out.resolve("r/paths/part-0")).hasContent("seed 1");
  }

  @Test
  void signsOfLifeAreGiven() throws Exception {
    Publisher publisher =
        new Publisher(
            out.toString(),
            FileSystem.getLocal(HADOOP),
            Processes.here(),
            new Staging.Patience(5, 60_000, 5_000, 50),
            Thread::sleep);
    try (Attempt attempt = publisher.begin(error("c"))) {
      assertThat(attempt.notes()).isEmpty();
      boolean seen = false;
      for (int i = 0; i < 1_000 && !seen; i++) {
        Thread.sleep(5);
        try (Stream<Path> all = Files.walk(out)) {
          seen = all.anyMatch(p -> p.endsWith("~alive"));
        }
      }
      assertThat(seen).isTrue();
    }
  }

  @Test
  void runIdsAreNamesOfDirectories() {
    OutputSpec unnamed =
        new OutputSpec(
            "out",
            Optional.empty(),
            OutputSpec.Mode.ERROR,
            OutputSpec.Format.PARQUET,
            Optional.empty(),
            true,
            false,
            OutputSpec.DenseCoefficients.ALL);
    assertThat(RunRequest.of(unnamed, "0123456789abcdef", "i", false).runId())
        .isEqualTo("run-0123456789ab");
    for (String bad : List.of("", "..", "_staging", "a b")) {
      assertEndsWith(
          ExitCode.CONFIGURATION,
          () -> new RunRequest(bad, "c", "i", OutputSpec.Mode.ERROR, false));
    }
  }

  @Test
  void anUnknownSchemeIsAConfigurationError() {
    assertEndsWith(ExitCode.CONFIGURATION, () -> new Publisher("nosuch://x/y", HADOOP));
  }

  private Path enter(AttemptName name) throws IOException {
    Path directory = Files.createDirectories(out.resolve("_staging/" + name));
    Files.writeString(directory.resolve("~ticket-1"), "");
    touch(directory.resolve("~ticket-1"), 1_000_000_000_000L);
    Files.createDirectories(directory.resolve("r/paths"));
    Files.writeString(directory.resolve("r/paths/half"), "half");
    return directory;
  }

  private static void touch(Path file, long millis) {
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, "");
      }
      Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Publisher watching(Runnable meanwhile) throws IOException {
    return new Publisher(
        out.toString(),
        FileSystem.getLocal(HADOOP),
        Processes.here(),
        Staging.Patience.USUAL,
        millis -> meanwhile.run());
  }
}
