package io.glidepath.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.report.AnswerFacts.Calibration;
import io.glidepath.report.AnswerFacts.Points;
import io.glidepath.report.AnswerFacts.Scored;
import io.glidepath.select.Contrast;
import io.glidepath.select.Drift;
import io.glidepath.select.Member;
import io.glidepath.select.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The words for runs made by hand whose answer is known. */
class AnswerTest {
  private static final Scored LASSO = new Scored(1, 491, 38, 900, 40);
  private static final Scored RIDGE = new Scored(0, 19_370, 312, 900, 40);
  private static final Scored MIX = new Scored(0.1, 4910.4, 149, 943.4e6, 122.2e6);
  private static final Scored SPARSER = new Scored(0.1, 19_821.6, 70, 1.051e9, 98.43e6);
  private static final Scored EMPTY = new Scored(1, 12.5, 0, 1000, 50);

  private static final Contrast EXPLAINED = contrast(Member.BEST, Member.NULL, -1e6, 10);

  private static Contrast contrast(Member left, Member right, double difference, double se) {
    return new Contrast(left, right, "deviance", difference, se, 10, false, false);
  }

  /** Squared errors of a price, 312 columns, 10 folds; the best explains 1e6. */
  private static List<String> told(Scored chosen, Scored best, Contrast... comparison) {
    return told(chosen, best, Optional.empty(), comparison);
  }

  private static List<String> told(
      Scored chosen, Scored best, Optional<Calibration> calibration, Contrast... comparison) {
    return Answer.of(
        new AnswerFacts(
            "price",
            "mean squared error",
            true,
            true,
            312,
            "paired-se",
            10,
            "",
            Optional.of(new Points(chosen, best)),
            new Verdict(Stream.concat(Stream.of(comparison), Stream.of(EXPLAINED)).toList(), false),
            calibration,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void theChosenModelIsJudgedAndNotAnother() {
    List<String> told =
        told(
            SPARSER,
            MIX,
            contrast(Member.CHOSEN, Member.BEST, 1.08e8, 3e7),
            contrast(Member.CHOSEN, Member.L2, 1e8, 2e7),
            contrast(Member.CHOSEN, Member.L1, 7.7e7, 4e7),
            contrast(Member.CHOSEN, Member.MIX, 1.08e8, 3e7),
            contrast(Member.L2, Member.L1, -2.244e7, 4.037e7));
    assertThat(told.get(0))
        .isEqualTo(
            "A mix, mostly L2, with 70 of 312 columns; clearly worse than the best pure L2 and the"
                + " best mix, not told apart from the best pure L1");
    assertThat(told.get(1))
        .startsWith(
            "The chosen model is a mix, mostly L2 (share of L1: 0.1) of strength 19,800 and uses 70"
                + " of 312 columns. On rows that it has not seen, expect a mean squared error of"
                + " 1.05 billion \u00b1 98.4 million (mean and standard error over 10 folds), an error of about"
                + " 32,400 in units of price.")
        .contains("The best point of the surface, a mix, mostly L2 of strength 4,910 with 149")
        .contains("paired-se takes, of all points that lose at most one standard error")
        .doesNotContain("reg_param", "elastic_net_param");
    assertThat(told.get(2))
        .contains("Against the best pure L2 the chosen model loses 100 million \u00b1 20 million")
        .contains("L2 or L1, each at its best: L2 is ahead by 22.4 million")
        .contains("no more than chance");
    assertThat(told).last().asString().contains("Nadeau and Bengio").contains("2.91");
  }

  @Test
  void whatIsTooSmallToMatterIsNotCalledBetter() {
    List<String> told = told(LASSO, LASSO, contrast(Member.CHOSEN, Member.L2, -5000, 100));
    assertThat(told.get(0))
        .isEqualTo("Pure L1 (lasso), with 38 of 312 columns; as good as the best pure L2");
    assertThat(told.get(1)).endsWith("It is the best point of the whole surface.");
    assertThat(told.get(2))
        .isEqualTo(
            "Against the best pure L2 the chosen model gains 5,000 \u00b1 100 (0.50 % of what the"
                + " best explains): more than chance, but too little to matter.");
  }

  @Test
  void theEndOfTheGridIsSaid() {
    Contrast end = new Contrast(Member.CHOSEN, Member.L1, "mse", 1e5, 10, 10, false, true);
    assertThat(told(RIDGE, RIDGE, end).get(0))
        .isEqualTo(
            "Pure L2 (ridge), with all 312 columns; clearly worse than the best pure L1; the grid"
                + " ends at the best pure L1, so a better one may lie beyond");
  }

  @Test
  void noShrinkageIsAMember() {
    assertThat(told(RIDGE, RIDGE, contrast(Member.CHOSEN, Member.NONE, -9e5, 100)).get(2))
        .isEqualTo(
            "Against no shrinkage the chosen model gains 900,000 \u00b1 100 (90 % of what the best"
                + " explains): a clear difference.");
    Contrast weakest = new Contrast(Member.CHOSEN, Member.NONE, "mse", 9, 100, 10, false, true);
    assertThat(told(RIDGE, RIDGE, weakest).get(2))
        .contains("(the weakest penalty of the grid stands for it) the chosen model loses 9")
        .contains("no difference that matters. These data do not show that shrinking pays");
  }

  @Test
  void theModelWithoutColumns() {
    assertThat(told(EMPTY, EMPTY).get(0))
        .isEqualTo("No column helps to predict price: the model without columns is best");
    assertThat(told(EMPTY, LASSO, contrast(Member.CHOSEN, Member.BEST, 9e5, 10)).get(0))
        .isEqualTo(
            "No column is kept by the rule paired-se; clearly worse than the best grid point");
    assertThat(told(EMPTY, EMPTY).get(1)).contains("uses none of 312 columns.");
  }

  @Test
  void whatTheColumnsExplain() {
    assertThat(told(LASSO, LASSO, contrast(Member.CHOSEN, Member.NULL, -900, 10)).get(1))
        .contains(
            "about 30 in units of price; without columns it would be about 42.4. The columns"
                + " explain 50 % of the variance.");
  }

  @Test
  void onlyALossHasAShareThatIsExplained() {
    Verdict verdict =
        new Verdict(List.of(contrast(Member.CHOSEN, Member.NULL, -900, 10), EXPLAINED), false);
    assertThat(facts(verdict, true).without()).isEqualTo(1800);
    assertThat(facts(verdict, true).explained()).isEqualTo(0.5);
    assertThat(facts(verdict, false).explained()).isNaN();
    assertThat(facts(new Verdict(List.of(), false), true).explained()).isNaN();
  }

  private static final Drift DRIFT =
      new Drift(
          List.of(repeat(0.5, 14, "undecided"), repeat(1, 7, "as good"), repeat(1, 9, "undecided")),
          5,
          16);

  private static Drift.Repeat repeat(double alpha, int nonzero, String againstRidge) {
    return new Drift.Repeat(
        alpha, 3, 0.1, nonzero, 1, Map.of(Member.L2, againstRidge, Member.L1, "the same"));
  }

  private static AnswerFacts facts(Verdict verdict, boolean loss) {
    return new AnswerFacts(
        "y",
        "mean deviance of a row",
        false,
        loss,
        312,
        "best",
        10,
        ", which keep the groups of \"shop\" whole",
        Optional.of(new Points(LASSO, LASSO)),
        verdict,
        Optional.empty(),
        Optional.of(DRIFT),
        Optional.of("Where the ones are."),
        Optional.of(new AnswerFacts.HoldOut(0.5, 1234)));
  }

  @Test
  void whatFoldsKeepWholeAndWhatIsHeldOutIsTold() {
    List<String> told = Answer.of(facts(new Verdict(List.of(), false), true));
    assertThat(told.get(1)).contains("folds, which keep the groups of \"shop\" whole, dealt");
    assertThat(told.get(2))
        .isEqualTo(
            "On the 1,234 rows held out of everything, looked at once, the chosen model reaches a"
                + " mean deviance of a row of 0.5.");
  }

  @Test
  void whereTheOnesAreIsTold() {
    assertThat(Answer.of(facts(new Verdict(List.of(), false), true)))
        .contains("Where the ones are.");
  }

  @Test
  void howMuchTheChoiceOwesToTheFoldsIsTold() {
    assertThat(Answer.of(facts(new Verdict(List.of(), false), true)))
        .last(InstanceOfAssertFactories.STRING)
        .endsWith(
            "With rows dealt into folds anew, over 3 repeats the rule takes 7 to 14 columns (5 always,"
                + " 16 at least once), and a share of L1 of 0.5 to 1. The choices are, against the"
                + " best pure L2 undecided twice, as good once; against the best pure L1 the same"
                + " every time.");
    assertThat(String.join(" ", told(LASSO, LASSO))).doesNotContain("luck", "repeats");
  }

  @Test
  void whetherPredictionsAreTooBold() {
    assertThat(calibration(0.8, 0.05, Double.NaN))
        .contains("0.8 \u00b1 0.05")
        .endsWith("shrink further.");
    assertThat(calibration(1.2, 0.05, Double.NaN)).contains("too timid").endsWith("the middle.");
    assertThat(calibration(1.2, 0.15, 0.01)).contains("neither").endsWith("nor too timid.");
    assertThat(calibration(1.43, 0.05, 0.2))
        .contains("too timid")
        .contains("the tenths of the predictions bend away", "both ends are higher");
    assertThat(calibration(1, 0.05, -0.2)).contains("neither", "both ends are lower");
  }

  private static String calibration(double slope, double se, double bend) {
    return told(LASSO, LASSO, Optional.of(new Calibration(slope, se, bend, 0.02))).get(2);
  }

  @Test
  void withoutFoldsNothingIsChosenAndThatIsSaid() {
    List<String> told =
        Answer.of(
            new AnswerFacts(
                "price",
                "mean squared error",
                true,
                true,
                1,
                "paired-se",
                0,
                "",
                Optional.empty(),
                new Verdict(List.of(), false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(told.get(0)).isEqualTo("The surface of 1 column; nothing was chosen");
    assertThat(told.get(1)).contains("folds.count = 0");
  }
}
