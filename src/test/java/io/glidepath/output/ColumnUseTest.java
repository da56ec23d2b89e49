package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnUseTest {
  private static final List<Integer> WIDTHS = List.of(1, 3, 2);

  @Test
  void aColumnIsUsedIfAnyOfItsCoefficientsIsNotZero() {
    ColumnUse use = ColumnUse.of(WIDTHS, new double[] {-0.0, 0, 1e-300, 0, 0, 0});
    assertThat(use.used()).containsExactly(1);
    assertThat(use.coefficients()).containsExactly(0, 1e-300, 0);
    assertThat(use.isOfAll(WIDTHS)).isFalse();
    assertThat(ColumnUse.of(WIDTHS, new double[] {1, 0, 0, 1, 1, 0}).isOfAll(WIDTHS)).isTrue();
    assertThat(ColumnUse.of(WIDTHS, new double[6]).used()).isEmpty();
    assertThat(ColumnUse.of(List.of(), new double[0]).isOfAll(List.of())).isTrue();
    assertThatThrownBy(() -> ColumnUse.of(WIDTHS, new double[5]))
        .hasMessage("5 coefficients for 6 design columns");
  }

  @Test
  void columnsOfTheDesignSideBySideAreOneOfTheInput() {
    List<ColumnUse.Origin> origins =
        List.of(
            new ColumnUse.Origin("a", "a", null, "numeric"),
            new ColumnUse.Origin("b=1", "b", null, "categorical"),
            new ColumnUse.Origin("b=2", "b", null, "categorical"),
            new ColumnUse.Origin("b=3", "b", null, "categorical"),
            new ColumnUse.Origin("c[0]", "c", null, "vector"),
            new ColumnUse.Origin("c[1]", "c", null, "vector"));
    assertThat(ColumnUse.widths(origins)).isEqualTo(WIDTHS);
    assertThat(ColumnUse.widths(List.of())).isEmpty();
    assertThat(
            ColumnUse.widths(
                List.of(
                    new ColumnUse.Origin("a", "a", null, "numeric"),
                    new ColumnUse.Origin("a=(missing)", "a", null, "numeric"))))
        .containsExactly(1, 1);
    assertThat(
            ColumnUse.widths(
                List.of(
                    new ColumnUse.Origin("d.year", "d", null, "date"),
                    new ColumnUse.Origin("d.month=1", "d", "1", "date"),
                    new ColumnUse.Origin("d.month=12", "d", "12", "date"),
                    new ColumnUse.Origin("d.hour=1", "d", "1", "date"))))
        .containsExactly(1, 2, 1);
  }
}
