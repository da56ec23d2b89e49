package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * Tries operations of a file system a few times, with growing pauses, where another try may help.
 * What fails for good ends as a {@link JobFailure} that names the operation and the path: 77 for
 * lack of permission, 74 for the rest. Anything but an I/O error is thrown on at once.
 */
final class Retries {
  private static final int TRIES = 4;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private final Pause pause;

  Retries(Pause pause) {
    this.pause = pause;
  }

  /** Waits; a seam for tests. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /** Something that may fail for a moment. It is safe to repeat. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws Exception;
  }

  /**
   * Runs an operation until it succeeds, four times at most.
   *
   * @param what completes "Could not ..." in the message
   */
  <T> T run(String what, Path path, Operation<T> operation) {
    for (int tries = 1; ; tries++) {
      try {
        return operation.run();
      } catch (RuntimeException | IOException failure) {
        giveUpUnlessIo(failure, what, path, tries);
      } catch (Exception | FSError failure) { // an FSError is a write to a local disk that failed
        giveUpUnlessIo(new IllegalStateException(failure), what, path, tries);
      }
      sleep(FIRST_PAUSE_MILLIS << (2 * (tries - 1)));
    }
  }

  private static void giveUpUnlessIo(Exception failure, String what, Path path, int tries) {
    Optional<IOException> io = IoFailures.causeOf(failure);
    if (io.isEmpty()) {
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(failure);
    }
    if (tries == TRIES || !IoFailures.mayPass(io.get())) {
      throw IoFailures.explained(io.get(), what, path);
    }
  }

  void sleep(long millis) {
    try {
      pause.millis(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailure(ExitCode.RETRY, "Interrupted while waiting to publish.", e);
    }
  }
}
