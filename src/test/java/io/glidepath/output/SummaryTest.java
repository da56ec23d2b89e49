package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.ml.SweepResult;
import io.glidepath.select.Choice;
import io.glidepath.select.Contrast;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void aTableAVerdictAndThePlace() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(Summary.lines(Results.validated(), "/out/r", Optional.of("/out/r/report.html")))
          .containsExactly(
              "                 alpha        lambda   non-zeros  deviance (standard error)",
              "chosen               1         1.000           2  2.000 (0.5000)  one-se",
              "pure L2              0         1.000           2  4.000 (0.5000)",
              "pure L1              1         1.000           2  2.000 (0.5000)",
              "best mix           0.5         1.000           2  3.000 (0.5000)",
              "More than chance: pure L1 beats pure L2 by 2.000 (standard error 0.2500).",
              "Report /out/r/report.html",
              "Published /out/r");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noDifferenceBeyondChanceIsSaid() {
    assertThat(lines("deviance", new Contrast("l2", "l1", "deviance", -1, 0.75, 2)).get(5))
        .isEqualTo(
            "No two of them differ by more than chance: pure L2 against pure L1 by -1.000 (standard"
                + " error 0.7500).");
    assertThat(lines("deviance", new Contrast("l2", "l1", "deviance", 1, Double.NaN, 2)).get(5))
        .contains("standard error undefined");
  }

  @Test
  void moreIsBetterForR2() {
    List<String> lines = lines("r2", new Contrast("l2", "l1", "r2", 2, 0.1, 2));
    assertThat(lines.get(5)).startsWith("More than chance: pure L2 beats pure L1 by 2.000");
  }

  @Test
  void aucIsShownAsItIsAndMoreIsBetter() {
    List<String> lines = lines("auc", new Contrast("l2", "l1", "auc", -0.02, 0.001, 2));
    assertThat(lines.get(0)).endsWith("auc (standard error)");
    assertThat(lines.get(4)).contains("best mix").contains("3.000 (0.5000)");
    assertThat(lines.get(2)).startsWith("pure L2").contains("4.000 (0.5000)");
    assertThat(lines.get(5))
        .isEqualTo("More than chance: pure L1 beats pure L2 by 0.02000 (standard error 0.001000).");
    assertThat(lines("log-loss", new Contrast("l2", "l1", "log-loss", -0.02, 0.001, 2)).get(5))
        .startsWith("More than chance: pure L2 beats pure L1");
  }

  @Test
  void aSweepWithoutMixOrComparisonHasNoSuchLines() {
    List<String> lines = lines("deviance");
    assertThat(lines).hasSize(6).last().isEqualTo("Published x");
  }

  @Test
  void withoutFoldsNothingIsChosen() {
    assertThat(Summary.lines(Results.withoutFolds(), "x", Optional.empty()))
        .containsExactly(
            "6 grid points of 3 columns; without folds (folds.count = 0) none was chosen.",
            "Published x");
  }

  @Test
  void nothingLooksLikeAnApplicationADriverOrAnExitCode() {
    assertThat(String.join("\n", Summary.lines(Results.validated(), "/out/r", Optional.empty())))
        .doesNotContainPattern("application_\\d+|driver-\\d+|exit code");
  }

  private static List<String> lines(String metric, Contrast... contrasts) {
    SweepResult r = Results.validated();
    Choice choice = new Choice(metric, r.choice().orElseThrow().selected(), List.of(contrasts));
    return Summary.lines(
        new SweepResult(
            r.family(),
            r.columns(),
            r.summaries(),
            r.surface(),
            r.validation(),
            Optional.of(choice),
            r.calibrations(),
            r.stability(),
            r.correlations(),
            r.rowsUsed(),
            r.weightUsed(),
            r.rowsZeroWeight(),
            r.worstFoldViolation(),
            r.foldModelsMissed(),
            r.rankError(),
            r.passes(),
            r.seconds(),
            r.blas(),
            r.executorBlas(),
            r.cache()),
        "x",
        Optional.empty());
  }
}
