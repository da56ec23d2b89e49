package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.ml.HoldOutScore;
import io.glidepath.ml.SweepResult;
import io.glidepath.select.Choice;
import io.glidepath.select.Contrast;
import io.glidepath.select.Member;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the locale is that of the JVM")
class SummaryTest {
  @Test
  void aTableAVerdictAndThePlace() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(Summary.lines(Results.validated(), "/out/r", Optional.of("/out/r/report.html")))
          .containsExactly(
              "               alpha      lambda  non-zeros  deviance (std. error)      the chosen one is",
              "chosen             1       1.000          2  2.000 (0.5000)             by one-se",
              "best               1       1.000          2  2.000 (0.5000)             the same",
              "pure L2            0       1.000          2  4.000 (0.5000)             better; grid ends",
              "pure L1            1       1.000          2  2.000 (0.5000)             the same",
              "best mix         0.5       1.000          2  3.000 (0.5000)             undecided",
              "no shrinkage                                 2.001                      as good",
              "The chosen model is clearly better than the best pure L2, as good as no shrinkage, not"
                  + " told apart from the best mix.",
              "Report /out/r/report.html",
              "Published /out/r");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void moreIsBetterForAuc() {
    List<String> lines = lines("auc", Results.contrast(Member.CHOSEN, Member.L2, -0.02, 0.001));
    assertThat(lines.get(0)).contains("auc (std. error)");
    assertThat(lines.get(3)).startsWith("pure L2").contains("4.000 (0.5000)").contains("worse");
    assertThat(lines.get(6)).isEqualTo("The chosen model is clearly worse than the best pure L2.");
    assertThat(lines("log-loss", Results.contrast(Member.CHOSEN, Member.L2, -0.02, 0.001)).get(6))
        .isEqualTo("The chosen model is clearly better than the best pure L2.");
  }

  @Test
  void aSweepWithoutMixOrComparisonHasNoSuchLines() {
    List<String> lines = lines("deviance");
    assertThat(lines).hasSize(7).last().isEqualTo("Published x");
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

  @Test
  void rowsHeldOutAreTold() {
    List<HoldOutScore> scores =
        List.of(
            new HoldOutScore(2, 1, "mse", 9, 40),
            new HoldOutScore(1, 1, "deviance", 8, 40),
            new HoldOutScore(2, 1, "deviance", 2.5, 40));
    assertThat(
            Summary.lines(
                with(Results.validated().choice().orElseThrow(), scores), "x", Optional.empty()))
        .contains("On 40 rows held out of everything the chosen model has a deviance of 2.500.");
  }

  private static List<String> lines(String metric, Contrast... contrasts) {
    SweepResult r = Results.validated();
    Choice choice = new Choice(metric, r.choice().orElseThrow().selected(), List.of(contrasts));
    return Summary.lines(with(choice, List.of()), "x", Optional.empty());
  }

  private static SweepResult with(Choice choice, List<HoldOutScore> scores) {
    SweepResult r = Results.validated();
    return new SweepResult(
        r.family(),
        r.columns(),
        r.summaries(),
        r.surface(),
        r.validation(),
        Optional.of(choice),
        r.calibrations(),
        r.stability(),
        r.correlations(),
        r.foldModels(),
        scores,
        r.rowsUsed(),
        r.weightUsed(),
        r.rowsZeroWeight(),
        r.worstFoldViolation(),
        r.foldModelsMissed(),
        r.effort());
  }
}
