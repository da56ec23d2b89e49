package io.glidepath.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differences amount to, and what is said of them: every sentence where it is true. */
class VerdictTest {
  private static Contrast contrast(Member left, Member right, double difference, double error) {
    return new Contrast(left, right, "mse", difference, error, 10, false, false);
  }

  /** The best explains 100 of the squared error; 1 of it matters. */
  private static Verdict verdict(Contrast... others) {
    Contrast[] all = new Contrast[others.length + 1];
    System.arraycopy(others, 0, all, 0, others.length);
    all[others.length] = contrast(Member.BEST, Member.NULL, -100, 5);
    return new Verdict(List.of(all), false);
  }

  /** With 10 folds, two corrected standard errors are 2.906 plain ones. */
  @ParameterizedTest
  @CsvSource({
    "-10, 3.4, LEFT_BETTER", "-10, 3.5, UNDECIDED", "10, 3.4, RIGHT_BETTER", "0.5, 0.1, TOO_SMALL",
    "-0.5, 0.1, TOO_SMALL", "0.2, 0.1, EQUAL", "0.2, 0.3, UNDECIDED", "0, 0.1, EQUAL",
    "1, 0.1, RIGHT_BETTER", "5, NaN, UNDECIDED"
  })
  void aDifferenceIsClearWhereItIsBeyondChanceAndLargeEnough(
      double difference, double error, Contrast.Finding finding) {
    Contrast pair = contrast(Member.CHOSEN, Member.L2, difference, error);
    assertThat(pair.finding(false, 100)).isEqualTo(finding);
    Contrast mirrored = contrast(Member.CHOSEN, Member.L2, -difference, error);
    assertThat(mirrored.finding(true, 100)).isEqualTo(finding);
  }

  @Test
  void whereTheBestExplainsNothingNoDifferenceIsTooSmall() {
    assertThat(contrast(Member.L2, Member.L1, 1e-9, 1e-10).finding(false, -1))
        .isEqualTo(Contrast.Finding.RIGHT_BETTER);
  }

  @Test
  void theCorrectionIsThatOfNadeauAndBengio() {
    // (1/K + 1/(K-1)) s^2 over s^2 / K
    assertThat(Contrast.corrected(1, 10)).isCloseTo(Math.sqrt((0.1 + 1 / 9.0) * 10), within(1e-15));
    assertThat(Contrast.corrected(1, 2)).isCloseTo(Math.sqrt(3), within(1e-15));
    assertThat(Contrast.corrected(1, 1)).isInfinite();
  }

  @Test
  void theChosenModelIsJudgedWorstNewsFirst() {
    Verdict verdict =
        verdict(
            contrast(Member.CHOSEN, Member.BEST, 20, 1),
            contrast(Member.CHOSEN, Member.L2, 20, 1),
            contrast(Member.CHOSEN, Member.L1, 0.1, 0.1),
            contrast(Member.CHOSEN, Member.MIX, 1, 9),
            contrast(Member.CHOSEN, Member.NONE, 15, 1),
            contrast(Member.CHOSEN, Member.NULL, -80, 5));
    assertThat(verdict.ofChosen())
        .isEqualTo(
            "clearly worse than the best pure L2 and no shrinkage, as good as the best pure L1, not"
                + " told apart from the best mix");
    assertThat(verdict.explained()).isEqualTo(100);
  }

  @Test
  void theBestIsNamedWhereItIsNoneOfTheThree() {
    assertThat(verdict(contrast(Member.CHOSEN, Member.BEST, 20, 1)).ofChosen())
        .isEqualTo("clearly worse than the best grid point");
    assertThat(verdict(contrast(Member.CHOSEN, Member.BEST, 0, 0)).ofChosen()).isEmpty();
    assertThat(verdict(contrast(Member.CHOSEN, Member.NULL, -80, 5)).ofChosen())
        .isEqualTo("clearly better than the model without columns");
    assertThat(
            verdict(
                    contrast(Member.CHOSEN, Member.L2, 0.1, 0.1),
                    contrast(Member.CHOSEN, Member.NULL, -80, 50))
                .ofChosen())
        .isEqualTo("as good as the best pure L2, not told apart from the model without columns");
  }

  @Test
  void membersAtTheEndOfTheGridAreNamedOnceAndNoShrinkageNever() {
    Contrast one = new Contrast(Member.CHOSEN, Member.L1, "mse", 1, 1, 10, false, true);
    Contrast two = new Contrast(Member.L2, Member.L1, "mse", 1, 1, 10, true, true);
    Contrast none = new Contrast(Member.CHOSEN, Member.NONE, "mse", 1, 1, 10, false, true);
    assertThat(verdict(one, two, none).atEnd()).containsExactly(Member.L1, Member.L2);
  }
}
