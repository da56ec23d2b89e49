package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.cli.Progress.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private Progress progress(Style style) {
    return new Progress(
        new PrintStream(err, true, StandardCharsets.UTF_8), style, () -> now * 1_000_000_000L);
  }

  private String told() {
    String told = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return told;
  }

  @Test
  void aLogGetsALineAStepAndHeartbeats() {
    Progress progress = progress(Style.LOG);
    progress.step("read");
    assertThat(told()).isEqualTo("read ...\n");
    now = 30;
    progress.jobStarted(1, "moments of 100 columns", 4);
    progress.taskDone(1);
    progress.taskDone(9);
    progress.tick(true);
    assertThat(told())
        .isEqualTo("read: moments of 100 columns, 1/4 tasks, 30.0 s, 30.0 s in all\n");
    progress.jobEnded(1);
    progress.step("solve");
    now = 60;
    progress.tick(true);
    assertThat(told()).isEqualTo("solve ...\nsolve: 30.0 s, 60.0 s in all\n");
    progress.jobStarted(2, "gradient pass 1", 4);
    progress.jobEnded(2);
    now = 90;
    progress.tick(true);
    assertThat(told())
        .isEqualTo("solve: on the driver, Spark jobs so far: 1, 60.0 s, 90.0 s in all\n");
    progress.solved("models of folds", 120, 1100);
    now = 120;
    progress.tick(true);
    assertThat(told())
        .isEqualTo(
            "solve: 120/1100 models of folds solved, on the driver, Spark jobs so far: 1, 90.0 s,"
                + " 120.0 s in all\n");
    progress.step("write");
    now = 150;
    progress.tick(true);
    assertThat(told()).isEqualTo("write ...\nwrite: 30.0 s, 150.0 s in all\n");
    progress.close();
    progress.tick(true);
    assertThat(told()).isEmpty();
  }

  @Test
  void aLogIsNeverSilentForLong() {
    Progress progress = progress(Style.LOG);
    progress.step("read");
    StringBuilder heard = new StringBuilder();
    for (now = 1; now <= 70; now++) {
      progress.tick(true);
      heard.append(told().isEmpty() ? "" : now + " ");
    }
    assertThat(heard).hasToString("1 5 35 65 ");
  }

  @Test
  void aTerminalGetsABar() {
    Progress progress = progress(Style.TERMINAL);
    progress.step("read");
    progress.jobStarted(1, "", 4);
    progress.taskDone(1);
    told();
    progress.tick(false);
    assertThat(told()).isEqualTo("\r\033[Kread  [######------------------] 1/4 tasks, 0.0 s");
    now = 2;
    progress.close();
    assertThat(told()).isEqualTo("\r\033[Kread  2.0 s\n");
  }

  @Test
  void warningsAreSaidOnce() {
    Progress progress = progress(Style.LOG);
    progress.warn("column a is constant");
    progress.warn("column a is constant");
    assertThat(told()).isEqualTo("warning: column a is constant\n");
  }

  @Test
  void interruptedItSaysWhereToGoOn() {
    Progress progress = progress(Style.TERMINAL);
    assertThat(progress.interrupted())
        .isEqualTo("nothing is published. The same command begins anew.");
    progress.step("read");
    progress.resumable(() -> Optional.of("/out/_checkpoint/r.checkpoint"));
    assertThat(progress.interrupted())
        .isEqualTo(
            "nothing is published. The checkpoint /out/_checkpoint/r.checkpoint is kept: the same"
                + " command goes on from there.");
    told();
    progress.tick(true);
    assertThat(told()).isEmpty();
  }

  @Test
  void quietTellsNothing() {
    Progress progress = progress(Style.QUIET);
    progress.step("read");
    progress.warn("x");
    progress.tick(true);
    progress.close();
    assertThat(told()).isEmpty();
  }
}
