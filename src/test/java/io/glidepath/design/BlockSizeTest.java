package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSizeTest {
  @ParameterizedTest
  @CsvSource({"0,1,4088", "10,1,4088", "100,1,1304", "100,10,1304", "1000,1,248", "5000,1,248"})
  void blocksAreAboutAMebibyteOrAtLeastSomeHundredRows(int width, int folds, int height) {
    assertThat(BlockSize.height(width, folds)).isEqualTo(height);
  }

  @Test
  void manyFoldsShareTheMemoryOfATask() {
    for (int folds : new int[] {1, 10, 64, 100, 500}) {
      long bytes = 8L * 100 * folds * BlockSize.height(100, folds);
      assertThat(bytes).isLessThanOrEqualTo(64L << 20);
    }
  }

  @Test
  void neverLessThanAFewRows() {
    assertThat(BlockSize.height(100_000, 1000)).isEqualTo(56);
  }

  @Test
  void heightsAreOddMultiplesOfEight() {
    for (int width = 0; width < 6000; width += 7) {
      assertThat(BlockSize.height(width, 3) % 16).isEqualTo(8);
    }
  }

  @Test
  void growsToTheLimitAndNoFurther() {
    assertThat(BlockSize.grown(72, 4088)).isEqualTo(280);
    assertThat(BlockSize.grown(1112, 1304)).isEqualTo(1304);
  }
}
