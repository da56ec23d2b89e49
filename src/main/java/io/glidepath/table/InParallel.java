package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Looks at up to 32 files or directories at once: storage far away lets each look wait. */
final class InParallel {
  private static final int THREADS = 32;

  private InParallel() {}

  /**
   * What the looks give, in the order of the files; what fails goes to {@code failures}, in the
   * same order.
   */
  static <T, R> List<R> look(List<T> at, Function<T, R> look, List<JobFailure> failures) {
    if (at.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(THREADS, at.size()),
            task -> {
              Thread thread = new Thread(task, "glidepath-files");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> looks = new ArrayList<>(at.size());
      at.forEach(each -> looks.add(threads.submit(() -> look.apply(each))));
      List<R> found = new ArrayList<>(at.size());
      for (Future<R> each : looks) {
        gather(each, found, failures);
      }
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  private static <R> void gather(Future<R> look, List<R> found, List<JobFailure> failures) {
    try {
      found.add(look.get());
    } catch (ExecutionException e) {
      failures.add(
          e.getCause() instanceof JobFailure failure
              ? failure
              : new JobFailure(ExitCode.INTERNAL, "looking at files: " + e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailure(ExitCode.RETRY, "interrupted while looking at input files", e);
    }
  }
}
