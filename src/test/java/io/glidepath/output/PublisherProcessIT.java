package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.server.MiniHadoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing by processes of its own, which halt before the k-th change they make, for every k. */
class PublisherProcessIT {
  private static final int HALTED = 137;
  private static final int AT_ONCE = 3;

  @TempDir Path scratch;

  @AfterEach
  void clear() {
    Trip.clear();
  }

  private String out(String where, String name) {
    return where.equals("hdfs")
        ? MiniHadoop.hdfs().uri() + "/" + scratch.getFileName() + "/" + name
        : scratch.resolve(name).toString();
  }

  private SeededRun run(String where, String name) {
    return new SeededRun(out(where, name), new Configuration());
  }

  private static Process start(String out, long seed, int haltAt, boolean wait) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            SeededRun.class.getName(),
            out,
            String.valueOf(seed),
            String.valueOf(haltAt),
            String.valueOf(wait))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "hdfs"})
  void killedBeforeAnyOperationLeavesOldNoneOrNewAndTheNextAttemptMendsIt(String where)
      throws Exception {
    AtomicBoolean old = new AtomicBoolean();
    AtomicBoolean none = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<?>> ends = new ArrayList<>();
    for (int thread = 1; thread <= AT_ONCE; thread++) {
      int first = thread;
      ends.add(
          threads.submit(
              () -> {
                for (int k = first; !done.get(); k += AT_ONCE) {
                  SeededRun run = run(where, "out" + k);
                  run.publish(1);
                  int code = end(start(out(where, "out" + k), 2, k, false));
                  OptionalLong seen = run.seen();
                  if (code == 0) {
                    assertThat(seen).hasValue(2);
                    done.set(true);
                  } else {
                    assertThat(code).isEqualTo(HALTED);
                    assertThat(seen.orElse(1)).isBetween(1L, 2L);
                  }
                  old.compareAndSet(false, seen.equals(OptionalLong.of(1)));
                  none.compareAndSet(false, seen.isEmpty());
                  run.touch();
                  assertThat(run.seen()).as("next attempt after %d", k).hasValue(seen.orElse(1));
                  run.publish(3);
                  assertThat(run.seen()).as("rerun after %d", k).hasValue(3);
                  run.assertAlone();
                }
                return null;
              }));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertThat(old.get() && none.get()).as("killed on both sides of the swap").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "hdfs"})
  void whileOneProcessIsAtWorkAnotherEndsWith75(String where) throws Exception {
    SeededRun run = run(where, "rivals");
    run.publish(1);
    Process first = start(out(where, "rivals"), 2, 0, true);
    try (BufferedReader told = first.inputReader(StandardCharsets.UTF_8)) {
      assertThat(told.readLine()).isEqualTo("writing");
      Process second = start(out(where, "rivals"), 3, 0, false);
      assertThat(end(second)).isEqualTo(75);
      assertThat(second.inputReader(StandardCharsets.UTF_8).readLine()).contains("is at work");
      assertThat(run.seen()).hasValue(1);
      first.getOutputStream().close();
      assertThat(end(first)).isZero();
    } finally {
      first.destroyForcibly();
    }
    assertThat(run.seen()).hasValue(2);
    run.assertAlone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "hdfs"})
  void anErrorThatPassesIsSurvivedAtEveryOperation(String where) throws Exception {
    for (int k = 1; ; k++) {
      SeededRun run = new SeededRun(out(where, "flaky" + k), Trip.configuration());
      run.publish(1);
      Trip.at(
          k,
          () -> {
            throw new IOException("injected");
          });
      run.publish(2);
      int operations = Trip.clear();
      assertThat(run.seen()).as("after an error at operation %d", k).hasValue(2);
      run.assertAlone();
      if (operations < k) {
        break;
      }
    }
  }
}
