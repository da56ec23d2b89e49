package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.matrix.CompactVector;
import io.glidepath.output.FaultyFileSystem.Fault;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.Progress;
import io.glidepath.path.SweepShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attempt leaves for another one, on disks and as on object stores. */
@ResourceLock(FaultyFileSystem.STATE)
class AttemptCheckpointTest {
  private static final CheckpointPace EVERY_TIME = new CheckpointPace(Duration.ZERO, 0);
  private static final RunRequest REQUEST =
      new RunRequest("r", "configuration", "inputs", OutputSpec.Mode.ERROR, false);
  private static final SweepShape SHAPE =
      new SweepShape(3, new int[] {0}, new double[] {1}, new double[][] {{2, 1}});

  @TempDir Path out;
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private Publisher publisher(String scheme) throws IOException {
    return new Publisher(
        scheme + "://" + out,
        FaultyFileSystem.of(scheme),
        Processes.here(),
        Staging.Patience.USUAL,
        millis -> {});
  }

  private static Progress progress(double coefficient) {
    double[] anchor = {coefficient, 0, 3};
    CompactVector model = CompactVector.of(anchor);
    return new Progress(
        SHAPE,
        List.of(anchor),
        new CompactVector[][] {{model, null}},
        new CompactVector[][][] {{{model, model}}},
        new double[1][1][2]);
  }

  /** An attempt that ends without publishing. */
  private void left(String scheme, double... coefficients) throws IOException {
    try (Attempt attempt = publisher(scheme).begin(REQUEST)) {
      Checkpoint checkpoint = attempt.checkpoint(EVERY_TIME, told::add);
      assertThat(attempt.keptCheckpoint()).isEmpty();
      for (double coefficient : coefficients) {
        checkpoint.offer(() -> progress(coefficient));
        assertThat(attempt.keptCheckpoint().orElseThrow()).endsWith(file().toString());
      }
    }
  }

  private Optional<Progress> found(String scheme, RunRequest request, SweepShape shape)
      throws IOException {
    try (Attempt attempt = publisher(scheme).begin(request)) {
      Optional<Progress> found = attempt.checkpoint(EVERY_TIME, told::add).load(shape);
      assertThat(attempt.keptCheckpoint().isPresent()).isEqualTo(found.isPresent());
      return found;
    }
  }

  private Path file() {
    return out.resolve("_checkpoint/r.checkpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs", "file"})
  void theLastOneOutlivesItsAttempt(String scheme) throws IOException {
    assertThat(found(scheme, REQUEST, SHAPE)).isEmpty();
    assertThat(told).isEmpty();
    left(scheme, 1, 2);
    assertThat(out.resolve("_staging")).doesNotExist();
    assertThat(found(scheme, REQUEST, SHAPE).orElseThrow().solutions())
        .isDeepEqualTo(progress(2).solutions());
    assertThat(told)
        .singleElement()
        .asString()
        .matches(
            "continued from a checkpoint of \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ: 1 models of"
                + " all rows and 2 fold models were taken up .*");
  }

  @Test
  void ofAnotherRunIsNotUsed() throws IOException {
    left("file", 1);
    for (RunRequest other :
        List.of(
            new RunRequest("r", "another", "inputs", OutputSpec.Mode.ERROR, false),
            new RunRequest("r", "configuration", "others", OutputSpec.Mode.ERROR, false))) {
      assertThat(found("file", other, SHAPE)).isEmpty();
    }
    SweepShape wider = new SweepShape(4, SHAPE.folds(), SHAPE.alphas(), SHAPE.lambdas());
    assertThat(found("file", REQUEST, wider)).isEmpty();
    assertThat(told).hasSize(3).allMatch(t -> t.endsWith("and is not used."));
    told.clear();
    RunRequest named = new RunRequest("s", "configuration", "inputs", OutputSpec.Mode.ERROR, false);
    assertThat(found("file", named, SHAPE)).isEmpty();
    assertThat(told).isEmpty();
  }

  /** Every byte, and every length. */
  @Test
  void damagedIsNotUsed() throws IOException {
    left("gs", 1);
    byte[] whole = Files.readAllBytes(file());
    try (Attempt attempt = publisher("gs").begin(REQUEST)) {
      Checkpoint checkpoint = attempt.checkpoint(EVERY_TIME, told::add);
      for (int i = 0; i < whole.length; i++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= 0x20;
        Files.write(file(), flipped);
        assertThat(checkpoint.load(SHAPE)).as("byte %d", i).isEmpty();
        Files.write(file(), Arrays.copyOf(whole, i));
        assertThat(checkpoint.load(SHAPE)).as("length %d", i).isEmpty();
      }
      assertThat(attempt.keptCheckpoint()).isEmpty();
    }
    assertThat(told).hasSize(2 * whole.length).allMatch(t -> t.contains(" is damaged, and is not"));
    Files.write(file(), whole);
    assertThat(found("gs", REQUEST, SHAPE)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs"})
  void killedWhileItIsWrittenLeavesTheOldOrTheNew(String scheme) throws IOException {
    for (int k = 1; ; k++) {
      left(scheme, 1);
      try (Attempt attempt = publisher(scheme).begin(REQUEST)) {
        Checkpoint checkpoint = attempt.checkpoint(EVERY_TIME, told::add);
        FaultyFileSystem.failAt(k, Fault.KILL);
        checkpoint.offer(() -> progress(2));
      } catch (FaultyFileSystem.Killed e) {
        // its attempt is closed, which cannot remove anything any more
      }
      int operations = FaultyFileSystem.heal();
      double found = found(scheme, REQUEST, SHAPE).orElseThrow().solutions()[0][0].toArray()[0];
      assertThat(found).isIn(1.0, 2.0);
      if (operations < k) {
        assertThat(found).isEqualTo(2);
        break;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"QUOTA", "FORBIDDEN", "RENAMES_FALSE"})
  void whatCannotBeWrittenIsToldOnce(Fault fault) throws IOException {
    try (Attempt attempt = publisher("faulty").begin(REQUEST)) {
      Checkpoint checkpoint = attempt.checkpoint(EVERY_TIME, told::add);
      FaultyFileSystem.failAt(1, fault);
      checkpoint.offer(() -> progress(1));
      checkpoint.offer(() -> progress(2));
      FaultyFileSystem.heal();
      assertThat(told).singleElement().asString().contains("Could not ");
      checkpoint.offer(() -> progress(3));
    }
    assertThat(found("faulty", REQUEST, SHAPE)).isPresent();
  }

  @Test
  void isWrittenNowAndThen() throws IOException {
    AtomicLong clock = new AtomicLong(5);
    AtomicLong written = new AtomicLong();
    Publisher publisher = publisher("file");
    CheckpointFile file =
        new CheckpointFile(
            new org.apache.hadoop.fs.Path(out.toString()), publisher.storage(), REQUEST);
    Checkpoint checkpoint =
        new AttemptCheckpoint(
            file,
            new org.apache.hadoop.fs.Path(out.toString(), "beside"),
            () -> true,
            new CheckpointPace(Duration.ofNanos(100), 20),
            clock::get,
            told::add);
    List<Long> times = new ArrayList<>();
    for (long now : new long[] {6, 104, 105, 120, 214, 215, 216, 500, 616}) {
      clock.set(now);
      checkpoint.offer(
          () -> {
            times.add(now);
            clock.set(now + written.getAndAdd(10)); // takes 0, 10, 20
            return progress(1);
          });
    }
    // 100 after the beginning, 100 after the end of the first, 20 times 10 after that of the second
    assertThat(times).containsExactly(105L, 214L, 500L);
  }

  /** Another one may be at work on the same by then. */
  @Test
  void anAttemptTakenForDeadWritesNone() throws IOException {
    try (Attempt attempt = publisher("faulty").begin(REQUEST)) {
      try (var staging = Files.list(out.resolve("_staging"))) {
        for (Path directory : staging.toList()) {
          FaultyFileSystem.of("faulty")
              .delete(new org.apache.hadoop.fs.Path(directory.toString()), true);
        }
      }
      attempt.checkpoint(EVERY_TIME, told::add).offer(() -> progress(1));
    }
    assertThat(file()).doesNotExist();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faulty", "gs", "file"})
  void isGoneWhenItsRunIsPublished(String scheme) throws IOException {
    left(scheme, 1);
    try (Attempt attempt = publisher(scheme).begin(REQUEST)) {
      attempt.publish(directory -> {}, Results.manifest(REQUEST, 1));
    }
    try (var entries = Files.list(out)) {
      assertThat(entries.map(p -> p.getFileName().toString())).containsExactly("r");
    }
  }
}
