package io.glidepath.select;

import java.util.Map;

/**
 * Two members of {l2, l1, mix}, each at its best, compared fold by fold.
 *
 * @param difference weighted mean over folds of left minus right
 * @param folds number of folds with a value for both
 */
public record Contrast(
    String left, String right, String metric, double difference, double standardError, int folds) {
  /** A difference of more than so many standard errors is no chance. */
  private static final double BEYOND_CHANCE = 2;

  private static final Map<String, String> WORDS =
      Map.of("l2", "pure L2", "l1", "pure L1", "mix", "the best mix");

  /** Whether the two differ by more than chance. */
  public boolean beyondChance() {
    return beyondChance(difference, standardError);
  }

  /** Whether a difference is more than chance. */
  public static boolean beyondChance(double difference, double standardError) {
    return Math.abs(difference) > BEYOND_CHANCE * standardError;
  }

  /** The one of the two that did better, in words. */
  public String better(boolean largerIsBetter) {
    return words(largerIsBetter == (difference > 0) ? left : right);
  }

  /** The other one, in words. */
  public String worse(boolean largerIsBetter) {
    return words(largerIsBetter == (difference > 0) ? right : left);
  }

  /** A member in words. */
  public static String words(String member) {
    return WORDS.get(member);
  }
}
