package io.glidepath.report;

import io.glidepath.select.Contrast;
import io.glidepath.select.Drift;
import io.glidepath.select.Member;
import io.glidepath.select.Verdict;
import java.util.Optional;

/**
 * The numbers that the answer is told from.
 *
 * @param label the column that is predicted
 * @param score the metric of the selection in words
 * @param squared whether it is a mean squared error, whose root is in units of the label
 * @param loss whether 0 is a perfect score
 * @param columns of the design
 * @param rule name of the selection rule
 * @param folds number of folds; 0 for none
 * @param dealing what is to be said behind the number of folds
 * @param points chosen and best point; empty without folds
 * @param verdict how the chosen model stands to the others
 * @param calibration of the chosen point on held-out rows
 * @param drift how far the choice moves from repeat to repeat
 * @param lift where the ones of two classes are, in words
 * @param holdout how the chosen point does on rows held out of everything; empty without any
 */
record AnswerFacts(
    String label,
    String score,
    boolean squared,
    boolean loss,
    int columns,
    String rule,
    int folds,
    String dealing,
    Optional<Points> points,
    Verdict verdict,
    Optional<Calibration> calibration,
    Optional<Drift> drift,
    Optional<String> lift,
    Optional<HoldOut> holdout) {

  /**
   * Held-out score of the model without columns, told from the comparison with it; NaN if there is
   * none.
   */
  double without() {
    return points
        .flatMap(
            p ->
                verdict.of(Member.CHOSEN, Member.NULL).map(c -> p.chosen().mean() - c.difference()))
        .orElse(Double.NaN);
  }

  /** Share of that which the chosen model takes away; NaN where 0 is not a perfect score. */
  double explained() {
    return loss && without() > 0
        ? 1 - points.orElseThrow().chosen().mean() / without()
        : Double.NaN;
  }

  /**
   * A grid point and its held-out score.
   *
   * @param nonzero how many columns have a coefficient
   */
  record Scored(double alpha, double lambda, int nonzero, double mean, double standardError) {}

  record Points(Scored chosen, Scored best) {}

  /** A score on so many rows. */
  record HoldOut(double value, double rows) {}

  /**
   * @param slope of the label on the predictions
   * @param standardError of the slope
   * @param bend how much higher the label is than that line in the outer tenths of the predictions
   *     than in the inner ones; NaN where there are no tenths
   * @param bendError its standard error
   */
  record Calibration(double slope, double standardError, double bend, double bendError) {

    /**
     * Whether the predictions are too bold, too timid or bent.
     *
     * @param folds number of folds
     */
    String inWords(int folds) {
      boolean bent = Double.isFinite(bend()) && Contrast.beyondChance(bend(), bendError(), folds);
      double off = slope() - 1;
      boolean sloped = Contrast.beyondChance(off, standardError(), folds);
      String meaning =
          sloped
              ? off < 0
                  ? "predictions are too bold: the coefficients would have to shrink further"
                  : "predictions are too timid: shrinkage has pulled them towards the middle"
              : "predictions are on the whole neither too bold nor too timid";
      return "On held-out rows the label follows the predictor with a slope of "
          + Phrases.plusMinus(slope(), standardError())
          + ": "
          + meaning
          + (bent
              ? ". But the tenths of the predictions bend away from that line ("
                  + (bend() > 0 ? "both ends are higher" : "both ends are lower")
                  + " than the middle says): columns may be missing, or act in a curve or together."
              : ".");
    }
  }
}
