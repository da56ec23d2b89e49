package io.glidepath.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static Levels levels(String... names) {
    return new Levels(List.of(names), names[names.length - 1]);
  }

  @Test
  void fullKeepsEveryLevelButOneOfTwo() {
    assertThat(levels("a", "b", "c").kept(Encoding.FULL)).containsExactly("a", "b", "c");
    assertThat(levels("a", "b").kept(Encoding.FULL)).containsExactly("b");
    assertThat(levels("a").kept(Encoding.FULL)).containsExactly("a");
  }

  @Test
  void referenceLeavesOutTheMostFrequent() {
    assertThat(levels("a", "b", "c").kept(Encoding.REFERENCE)).containsExactly("a", "b");
    assertThat(levels("a", "b").kept(Encoding.REFERENCE)).containsExactly("a");
    assertThat(levels("a").kept(Encoding.REFERENCE)).containsExactly("a");
  }

  @Test
  void stringsAreOrderedByCodePoint() {
    // UTF-16 would put the emoji, a surrogate pair, before U+FF5E
    assertThat(
            Stream.of("\uFF5E", "🏠", "é", "b", "a", "B", "(missing)", "")
                .sorted(LevelOrder.of(DataTypes.StringType)))
        .containsExactly("", "(missing)", "B", "a", "b", "é", "\uFF5E", "🏠");
  }

  @Test
  void numbersAreOrderedByValue() {
    assertThat(
            Stream.of("10", "9", "-2.5", "1.0E20", "(missing)", "0")
                .sorted(LevelOrder.of(DataTypes.DoubleType)))
        .containsExactly("(missing)", "-2.5", "0", "9", "10", "1.0E20");
  }
}
