package io.glidepath.select;

/**
 * Two members of the comparison, compared fold by fold.
 *
 * @param difference weighted mean over folds of left minus right
 * @param standardError of the difference, as {@link FoldMean} computes it
 * @param folds number of folds of a repeat
 * @param leftAtEnd whether the grid ends at the left one, so that a better one may lie beyond
 */
public record Contrast(
    Member left,
    Member right,
    String metric,
    double difference,
    double standardError,
    int folds,
    boolean leftAtEnd,
    boolean rightAtEnd) {
  /** A difference of more than so many corrected standard errors is no chance. */
  private static final double BEYOND_CHANCE = 2;

  /** A difference below this share of what the best model explains matters to nobody. */
  public static final double MATTERS = 0.01;

  /** What a difference amounts to. */
  public enum Finding {
    /** The left one is better, beyond chance and by enough to matter. */
    LEFT_BETTER,
    /** The right one is. */
    RIGHT_BETTER,
    /** Beyond chance, but too small to matter. */
    TOO_SMALL,
    /** Within chance, and even two standard errors more would be too small to matter. */
    EQUAL,
    /** Within chance: the data do not tell. */
    UNDECIDED
  }

  /**
   * What the difference amounts to.
   *
   * @param explained how much better the best model is than the null model, in the metric; what is
   *     not positive makes no difference too small
   */
  public Finding finding(boolean largerIsBetter, double explained) {
    double margin = BEYOND_CHANCE * correctedError();
    boolean clear = Math.abs(difference) > margin;
    double matters = MATTERS * Math.max(0, explained);
    if (clear && Math.abs(difference) >= matters) {
      return largerIsBetter == (difference > 0) ? Finding.LEFT_BETTER : Finding.RIGHT_BETTER;
    }
    if (clear) {
      return Finding.TOO_SMALL;
    }
    return Math.abs(difference) + margin < matters ? Finding.EQUAL : Finding.UNDECIDED;
  }

  /** Whether both are the same model. */
  public boolean same() {
    return difference == 0 && !(standardError > 0);
  }

  /** The standard error that the words rely on. */
  public double correctedError() {
    return corrected(standardError, folds);
  }

  /**
   * The standard error of a mean over folds, corrected for the rows that their models share: with K
   * folds, se sqrt(1 + K / (K - 1)), which is Nadeau and Bengio's correction (2003) for test sets
   * of 1 / (K - 1) of the size of their training sets. NaN with one fold.
   */
  public static double corrected(double standardError, int folds) {
    return standardError * Math.sqrt(1 + folds / (folds - 1.0));
  }

  /** Whether a value is further from 0 than chance takes it. */
  public static boolean beyondChance(double value, double standardError, int folds) {
    return Math.abs(value) > BEYOND_CHANCE * corrected(standardError, folds);
  }
}
