package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.faults.SpawnedJvm;
import io.glidepath.server.MiniHadoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishing to the real local disk and a real HDFS, which ends before the k-th change, for every
 * k: in this process for all of them, and by processes that halt for a few.
 */
class PublisherProcessIT {
  private static final int HALTED = 137;

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

  private static Process start(String out, long seed, int haltAt, boolean wait) throws IOException {
    List<String> command = SpawnedJvm.command();
    command.addAll(
        List.of(
            "-Xmx256m",
            "-cp",
            SpawnedJvm.classPath(),
            SeededRun.class.getName(),
            out,
            String.valueOf(seed),
            String.valueOf(haltAt),
            String.valueOf(wait)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "hdfs"})
  void killedBeforeAnyOperationLeavesOldNoneOrNewAndTheNextAttemptMendsIt(String where)
      throws Exception {
    FileSystem fs = Trip.fileSystem(out(where, "killed"));
    List<Integer> old = new ArrayList<>();
    List<Integer> none = new ArrayList<>();
    int operations = 0;
    for (int k = 1; operations == 0; k++) {
      SeededRun run = new SeededRun(out(where, "out" + k), fs);
      run.publish(1);
      Trip.from(
          k,
          () -> {
            throw new FaultyFileSystem.Killed();
          });
      try {
        run.publish(2);
        operations = k - 1;
      } catch (FaultyFileSystem.Killed e) {
        // as if this process were gone
      }
      Trip.clear();
      OptionalLong seen = run.seen();
      assertThat(seen.orElse(1)).isEqualTo(operations > 0 ? 2 : seen.orElse(1)).isBetween(1L, 2L);
      if (seen.equals(OptionalLong.of(1))) {
        old.add(k);
      }
      if (seen.isEmpty()) {
        none.add(k);
      }
      assertMended(run, seen);
    }
    assertThat(old).as("killed before the swap").isNotEmpty();
    assertThat(none).as("killed in the middle of the swap").isNotEmpty();
    realKills(where, fs, List.of(1, none.get(0), operations));
  }

  /** What the system leaves behind of a process that is gone is what the test above took it for. */
  private void realKills(String where, FileSystem fs, List<Integer> operations) throws Exception {
    List<Process> killed = new ArrayList<>();
    for (int k : operations) {
      new SeededRun(out(where, "real" + k), fs).publish(1);
      killed.add(start(out(where, "real" + k), 2, k, false));
    }
    List<OptionalLong> seen = new ArrayList<>();
    for (int i = 0; i < killed.size(); i++) {
      assertThat(end(killed.get(i))).isEqualTo(HALTED);
      SeededRun run = new SeededRun(out(where, "real" + operations.get(i)), fs);
      seen.add(run.seen());
      assertMended(run, seen.get(i));
    }
    assertThat(seen).containsExactly(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.of(2));
  }

  private static void assertMended(SeededRun run, OptionalLong seen) throws IOException {
    run.touch();
    assertThat(run.seen()).as("next attempt").hasValue(seen.orElse(1));
    run.publish(3);
    assertThat(run.seen()).as("rerun").hasValue(3);
    run.assertAlone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "hdfs"})
  void whileOneProcessIsAtWorkAnotherEndsWith75(String where) throws Exception {
    SeededRun run = new SeededRun(out(where, "rivals"), Trip.fileSystem(out(where, "rivals")));
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
    FileSystem fs = Trip.fileSystem(out(where, "flaky"));
    for (int k = 1; ; k++) {
      SeededRun run = new SeededRun(out(where, "flaky" + k), fs);
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
