package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir java.nio.file.Path scratch;

  private final List<Long> pauses = new ArrayList<>();
  private Storage storage;

  @BeforeEach
  void open() throws IOException {
    storage = new Storage(FileSystem.getLocal(new Configuration(false)), pauses::add);
  }

  private Path path(String name) {
    return new Path(scratch.resolve(name).toString());
  }

  @Test
  void pausesGrowAndThenItGivesUp() {
    int[] tries = {0};
    assertFails(
        ExitCode.IO,
        () ->
            storage.retrying(
                "stir",
                path("x"),
                () -> {
                  tries[0]++;
                  throw new IllegalStateException(new IOException("flaky"));
                }),
        "Could not stir " + path("x") + ": flaky.");
    assertThat(tries[0]).isEqualTo(4);
    assertThat(pauses).containsExactly(200L, 800L, 3200L);
  }

  @Test
  void whatCannotPassIsNotRepeated() {
    assertFails(
        ExitCode.PERMISSION, () -> failing(new AccessControlException("user=eve")), "output.path");
    assertFails(ExitCode.IO, () -> failing(new IOException("No space left on device")), "no room");
    assertThatThrownBy(() -> failing(new IllegalStateException("a bug"))).hasMessage("a bug");
    JobFailure own = new JobFailure(ExitCode.BAD_DATA, "told", new IOException("cause"));
    assertThatThrownBy(() -> failing(own)).isSameAs(own);
    assertThat(pauses).isEmpty();
  }

  private void failing(Exception failure) {
    storage.retrying(
        "stir",
        path("x"),
        () -> {
          throw failure;
        });
  }

  @Test
  void aDirectoryIsNeverMovedIntoAnother() throws IOException {
    for (String directory : List.of("from", "to")) {
      storage.write(new Path(path(directory), "file"), directory);
    }
    assertFails(ExitCode.RETRY, () -> storage.move(path("from"), path("to")), "appeared");
    assertThat(scratch.resolve("to/from")).doesNotExist();
    assertThat(scratch.resolve("from/file")).hasContent("from");
    storage.move(path("from"), path("there"));
    assertThat(storage.read(new Path(path("there"), "file"))).contains("from");
    storage.move(path("from"), path("there")); // once more, as after a lost answer
    assertThat(scratch.resolve("there/from")).doesNotExist();
  }

  @Test
  void aMovedFileTakesItsChecksumAlong() throws IOException {
    storage.write(path("a"), "text");
    storage.move(path("a"), path("b"));
    try (Stream<java.nio.file.Path> files = Files.list(scratch)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("b", ".b.crc");
    }
    assertThat(storage.files(new Path(scratch.toString()))).hasSize(1);
    storage.delete(path("b"));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void anInterruptEndsTheWaiting() {
    Storage interrupted =
        new Storage(
            storage.fileSystem(),
            millis -> {
              throw new InterruptedException();
            });
    assertFails(
        ExitCode.RETRY,
        () ->
            interrupted.retrying(
                "stir",
                path("x"),
                () -> {
                  throw new IOException("flaky");
                }),
        "Interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void assertFails(ExitCode code, Runnable run, String told) {
    assertThatThrownBy(run::run)
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(told);
  }
}
