package io.glidepath.select;

/**
 * Two members of {l2, l1, mix}, each at its best, compared fold by fold.
 *
 * @param difference weighted mean over folds of left minus right
 * @param folds number of folds with a value for both
 */
public record Contrast(
    String left, String right, String metric, double difference, double standardError, int folds) {
  /** A difference of more than so many standard errors is no chance. */
  public static final double BEYOND_CHANCE = 2;

  /** Whether the two differ by more than chance. */
  public boolean beyondChance() {
    return Math.abs(difference) > BEYOND_CHANCE * standardError;
  }
}
