package io.glidepath.report;

import io.glidepath.select.Contrast;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that the answer is told from.
 *
 * @param label the column that is predicted
 * @param score the metric of the selection in words
 * @param largerIsBetter of that metric
 * @param squared whether it is a mean squared error, whose root is in units of the label
 * @param columns of the design
 * @param rule best, one-se or sparsest-one-se
 * @param folds number of folds; 0 for none
 * @param verdict chosen and best point; empty without folds
 * @param comparison pure L2, pure L1 and the best mix, each at its best
 * @param end the weakest penalty of the chosen point's path against the chosen point; empty if that
 *     is the chosen point
 * @param slope calibration slope of the chosen point on held-out rows
 */
record AnswerFacts(
    String label,
    String score,
    boolean largerIsBetter,
    boolean squared,
    int columns,
    String rule,
    int folds,
    Optional<Verdict> verdict,
    List<Contrast> comparison,
    Optional<End> end,
    Optional<Slope> slope) {

  /**
   * A grid point and its held-out score.
   *
   * @param nonzero how many columns have a coefficient
   */
  record Scored(double alpha, double lambda, int nonzero, double mean, double standardError) {}

  record Verdict(Scored chosen, Scored best) {}

  /**
   * @param lambda the weakest one
   * @param mean held-out score there
   * @param difference its score minus the chosen point's, fold by fold
   * @param standardError of the difference
   */
  record End(double lambda, double mean, double difference, double standardError) {}

  record Slope(double mean, double standardError) {}
}
