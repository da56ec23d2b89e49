package io.glidepath.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void countsEdits() {
    assertThat(Spelling.edits("", "abc")).isEqualTo(3);
    assertThat(Spelling.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.edits("cuont", "count")).isEqualTo(1);
    assertThat(Spelling.edits("Run_Id", "run-id")).isZero();
  }

  @Test
  void findsTheNearestOrNone() {
    List<String> known = List.of("count", "column", "seed");
    assertThat(Spelling.nearest("colunm", known)).contains("column");
    assertThat(Spelling.nearest("zzzzzzzz", known)).isEmpty();
    assertThat(Spelling.nearest("x", List.of())).isEmpty();
  }
}
