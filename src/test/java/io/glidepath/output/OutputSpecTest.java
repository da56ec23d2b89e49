package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputSpecTest {
  @Test
  void aRunIdIsOneName() {
    List<String> outside =
        List.of("", "/", "a/b", "../a", "a\\b", "%2e%2e", "{a,b}", "a*", "[a]", "a?");
    List<String> taken = List.of(".", "..", "_staging", "_checkpoint");
    List<String> odd =
        List.of(
            " ", "a b", "a\n", "a\0", "\ra", "a\u007f", "a~b", "a:b", "\u00e4", "x".repeat(101));
    for (List<String> names : List.of(outside, taken, odd)) {
      assertThat(names).noneMatch(OutputSpec::isRunId);
    }
    assertThat(List.of("a", "9", "-", "a..b", "a_", "_alive", ".a", "2026-01-05", "x".repeat(100)))
        .allMatch(OutputSpec::isRunId);
  }
}
