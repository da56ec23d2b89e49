package io.glidepath.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLogTest {
  private final long[] now = new long[1];
  private final List<String> told = new ArrayList<>();
  private final RunLog log = new RunLog(() -> now[0], told::add);

  private void pass(int seconds) {
    now[0] += seconds * 1_000_000_000L;
  }

  @Test
  void aStepIsChargedForWhatNoStepWithinItTakes() {
    log.timed(
        "sweep",
        () -> {
          pass(1);
          log.timed("solve", () -> pass(4));
          pass(2);
          log.timed("solve", () -> pass(8));
        });
    pass(100);
    assertThat(log.effort().seconds()).isEqualTo(Map.of("sweep", 3.0, "solve", 12.0));
    assertThat(log.effort().seconds().keySet()).containsExactly("sweep", "solve");
  }

  @Test
  void aStepThatIsNotOverCountsSoFar() {
    log.timed(
        "write",
        () -> {
          pass(5);
          assertThat(log.effort().seconds()).isEqualTo(Map.of("write", 5.0));
          pass(1);
        });
    assertThat(log.effort().seconds()).isEqualTo(Map.of("write", 6.0));
  }

  @Test
  void aWarningIsToldAtOnceAndKeptOnce() {
    log.warn("slow");
    log.warn("old");
    log.warn("slow");
    assertThat(told).containsExactly("slow", "old", "slow");
    assertThat(log.warnings()).containsExactly("slow", "old");
  }
}
