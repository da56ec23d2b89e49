package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSizeTest {
  @ParameterizedTest
  @CsvSource({"0,1,4088", "10,1,4088", "100,1,1304", "100,10,1304", "1000,1,248", "5000,1,248"})
  void blocksAreAboutAMebibyteOrAtLeastSomeHundredRows(int width, int folds, int height) {
    assertThat(BlockSize.height(RowShape.dense(width), folds)).isEqualTo(height);
  }

  @Test
  void manyFoldsShareTheMemoryOfATask() {
    for (int folds : new int[] {1, 10, 64, 100, 500}) {
      long bytes = 8L * 100 * folds * BlockSize.height(RowShape.dense(100), folds);
      assertThat(bytes).isLessThanOrEqualTo(64L << 20);
    }
  }

  @Test
  void entriesAndNotColumnsFillABlock() {
    // ten numbers and one of 1,923 levels: so many rows that their entries are four times the
    // levels
    assertThat(BlockSize.height(shape(10, 1_923, 1), 10)).isEqualTo(7688);
    // 15,000 words, of which a review has 40
    assertThat(BlockSize.height(shape(0, 15_000, 40), 10)).isEqualTo(2184);
    // what there is room for
    assertThat(BlockSize.height(shape(0, 1_000_000, 30), 10)).isEqualTo(18632);
  }

  private static RowShape shape(int dense, int sparse, double entries) {
    return new RowShape(dense + sparse, IntStream.range(dense, dense + sparse).toArray(), entries);
  }

  @Test
  void neverLessThanAFewRows() {
    assertThat(BlockSize.height(RowShape.dense(100_000), 1000)).isEqualTo(56);
  }

  @Test
  void heightsAreOddMultiplesOfEight() {
    for (int width = 0; width < 6000; width += 7) {
      assertThat(BlockSize.height(RowShape.dense(width), 3) % 16).isEqualTo(8);
    }
  }

  @Test
  void growsToTheLimitAndNoFurther() {
    assertThat(BlockSize.grown(72, 4088)).isEqualTo(280);
    assertThat(BlockSize.grown(1112, 1304)).isEqualTo(1304);
  }
}
