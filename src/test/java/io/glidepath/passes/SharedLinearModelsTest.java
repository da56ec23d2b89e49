package io.glidepath.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.stats.LinearModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedLinearModelsTest {
  private final SharedLinearModels shared =
      new SharedLinearModels(
          Map.of(
              5, new LinearModels(2, new double[] {5, 5}),
              -1, new LinearModels(2, new double[] {1, 2, 3, 4}),
              2, new LinearModels(2, new double[0])));

  @Test
  void putsTheModelsOfSomeFoldsSideBySide() {
    assertThat(shared.folds(f -> true)).containsExactly(-1, 2, 5);
    assertThat(shared.folds(f -> f != -1)).containsExactly(2, 5);
    assertThat(shared.of(List.of(-1, 5)).coefficients()).containsExactly(1, 2, 3, 4, 5, 5);
    assertThat(shared.of(List.of(2, 5)).coefficients()).containsExactly(5, 5);
    assertThat(shared.of(List.of()).size()).isZero();
    assertThat(shared.size()).isEqualTo(3);
  }

  @Test
  void aFoldThatIsNotThereHasNoModelsAndNoNumbers() {
    assertThat(shared.of(77).size()).isZero();
    assertThat(shared.numbers(5, 0, 1)).isNull();
  }
}
