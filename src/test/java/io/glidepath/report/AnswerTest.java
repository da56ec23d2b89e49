package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.report.AnswerFacts.End;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.report.AnswerFacts.Slope;
import io.glidepath.report.AnswerFacts.Verdict;
import io.glidepath.select.Contrast;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words for runs made by hand whose answer is known. */
class AnswerTest {
  private static final Scored LASSO = new Scored(1, 491, 38, 900, 40);
  private static final Scored RIDGE = new Scored(0, 19_370, 312, 900, 40);
  private static final Scored MIX = new Scored(0.1, 4910.4, 149, 943.4e6, 122.2e6);
  private static final Scored SPARSER = new Scored(0.1, 19_821.6, 70, 1.051e9, 98.43e6);
  private static final Scored EMPTY = new Scored(1, 12.5, 0, 1000, 50);

  private static final Contrast NO_DIFFERENCE = contrast("l2", "l1", -22.44e6, 40.37e6);

  private static Contrast contrast(String left, String right, double difference, double se) {
    return new Contrast(left, right, "deviance", difference, se, 10);
  }

  /** Squared errors of a price, 312 columns, 10 folds, rule one-se. */
  private static List<String> told(Scored chosen, Scored best, Contrast... comparison) {
    return told(chosen, best, Optional.empty(), Optional.empty(), comparison);
  }

  private static List<String> told(
      Scored chosen,
      Scored best,
      Optional<End> end,
      Optional<Slope> slope,
      Contrast... comparison) {
    return Answer.of(
        new AnswerFacts(
            "price",
            "mean squared error",
            false,
            true,
            312,
            chosen.equals(best) ? "best" : "one-se",
            10,
            Optional.of(new Verdict(chosen, best)),
            List.of(comparison),
            end,
            slope));
  }

  @Test
  void l1ClearlyBetter() {
    List<String> told =
        told(
            LASSO,
            LASSO,
            contrast("l2", "l1", 100, 20),
            contrast("l2", "mix", 90, 20),
            contrast("l1", "mix", -10, 20));
    assertThat(told.get(0))
        .isEqualTo(
            "Pure L1, lasso, with 38 of 312 columns; pure L1 is clearly better than pure L2");
    assertThat(told.get(1))
        .isEqualTo(
            "The chosen model has elastic_net_param 1 (pure L1, lasso) and reg_param 491. It uses"
                + " 38 of 312 columns. On rows that it has not seen, expect a mean squared error of"
                + " 900 \u00b1 40 (mean and standard error over 10 folds), an error of about 30 in"
                + " units of price. It is the best point of the whole surface.");
    assertThat(told.get(2))
        .startsWith(
            "Pure L1 is better than pure L2 by 100 \u00b1 20; the best mix is better than pure L2 by"
                + " 90 \u00b1 20, more than chance explains. Pure L1 and the best mix differ by 10"
                + " \u00b1 20: no more than chance.");
  }

  @Test
  void noDifference() {
    List<String> told = told(SPARSER, MIX, NO_DIFFERENCE);
    assertThat(told.get(0))
        .isEqualTo(
            "A mix, mostly L2, with 70 of 312 columns; whether L1 or L2 makes no difference beyond"
                + " chance");
    assertThat(told.get(1))
        .contains("elastic_net_param 0.1 (a mix, mostly L2) and reg_param 19820.")
        .contains("1.051e+9 \u00b1 9.843e+7", "an error of about 32420 in units of price")
        .endsWith(
            "The best point of the surface, elastic_net_param 0.1 and reg_param 4910 with 149"
                + " columns, reaches 9.434e+8; the rule one-se takes, on its path, the strongest"
                + " penalty that is at most one standard error worse.");
    assertThat(told.get(2)).startsWith("Pure L2 and pure L1 differ by 2.244e+7 \u00b1 4.037e+7");
  }

  @Test
  void ridgeBest() {
    List<String> told =
        told(RIDGE, RIDGE, contrast("l2", "l1", -100, 20), contrast("l2", "mix", -60, 20));
    assertThat(told.get(0))
        .isEqualTo("Pure L2, ridge, with all 312 columns; pure L2 is clearly better than pure L1");
    assertThat(told.get(2)).contains("pure L2 is better than the best mix by 60 \u00b1 20");
  }

  @Test
  void aMixBetterThanBothEnds() {
    assertThat(
            told(
                    MIX,
                    MIX,
                    contrast("l2", "l1", 1, 20),
                    contrast("l2", "mix", 90, 20),
                    contrast("l1", "mix", 80, 20))
                .get(0))
        .endsWith("; the best mix is clearly better than pure L2 and pure L1");
  }

  @Test
  void theModelWithoutColumnsBest() {
    assertThat(told(EMPTY, EMPTY, contrast("l2", "l1", 1, 3)).get(0))
        .isEqualTo("No column helps to predict price: the model without columns is best");
    assertThat(told(EMPTY, LASSO, contrast("l2", "l1", 1, 3)).get(0))
        .isEqualTo(
            "Hardly a signal: the model without columns is within one standard error of the best");
    assertThat(told(EMPTY, EMPTY).get(1)).contains("It uses none of 312 columns.");
  }

  @Test
  void whereLargerIsBetterTheLargerWins() {
    List<String> told =
        Answer.of(
            new AnswerFacts(
                "bought",
                "area under the ROC curve",
                true,
                false,
                86,
                "sparsest-one-se",
                5,
                Optional.of(
                    new Verdict(
                        new Scored(0.5, 0.01, 4, 0.74, 0.01), new Scored(0, 1, 86, 0.75, 0.01))),
                List.of(contrast("l2", "l1", 0.02, 0.004)),
                Optional.of(new End(1e-5, 0.7, -0.04, 0.01)),
                Optional.empty()));
    assertThat(told.get(0))
        .isEqualTo(
            "A mix of L1 and L2, with 4 of 86 columns; pure L2 is clearly better than pure L1");
    assertThat(told.get(1))
        .contains("expect an area under the ROC curve of 0.74 \u00b1 0.01")
        .doesNotContain("in units of")
        .contains("with the fewest columns");
    assertThat(told.get(3)).contains("shrinkage gains 0.04 \u00b1 0.01, more than chance.");
  }

  @Test
  void whatShrinkageChanged() {
    End gain = new End(0.5, 1000, 100, 20);
    assertThat(told(LASSO, LASSO, Optional.of(gain), Optional.empty()).get(2))
        .isEqualTo(
            "Against the nearly unpenalised end of its path (reg_param 0.5, 1000) shrinkage gains"
                + " 100 \u00b1 20, 10 %, more than chance.");
    End cost = new End(0.5, 880, -20, 40);
    assertThat(told(LASSO, LASSO, Optional.of(cost), Optional.empty()).get(2))
        .contains("shrinkage costs 20 \u00b1 40, 2.3 %, no more than chance.");
  }

  @Test
  void whetherPredictionsAreTooBold() {
    assertThat(slope(0.8, 0.05))
        .endsWith(
            "0.8 \u00b1 0.05: predictions are too bold,"
                + " coefficients would have to shrink further.");
    assertThat(slope(1.2, 0.05)).contains("too timid");
    assertThat(slope(1.2, 0.15)).contains("neither too bold nor too timid");
    assertThat(slope(1.2, Double.NaN)).contains("is 1.2: predictions are neither");
  }

  private static String slope(double mean, double se) {
    return told(LASSO, LASSO, Optional.empty(), Optional.of(new Slope(mean, se))).get(2);
  }

  @Test
  void withoutFoldsNothingIsChosenAndThatIsSaid() {
    List<String> told =
        Answer.of(
            new AnswerFacts(
                "price",
                "mean squared error",
                false,
                true,
                1,
                "one-se",
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    assertThat(told.get(0)).isEqualTo("The surface of 1 column; nothing was chosen");
    assertThat(told.get(1)).contains("folds.count = 0");
  }

  @Test
  void oneAlphaOnlyIsComparedWithNothing() {
    assertThat(told(LASSO, LASSO).get(0)).isEqualTo("Pure L1, lasso, with 38 of 312 columns");
    assertThat(told(MIX, MIX, contrast("l2", "mix", 1, 3)).get(0))
        .endsWith("; the mix makes no difference beyond chance");
  }
}
