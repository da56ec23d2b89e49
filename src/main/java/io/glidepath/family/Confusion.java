package io.glidepath.family;

/**
 * Rows of two classes by what they are and what they are taken for, if a row is taken for a one
 * from some predicted probability on; sums of weights.
 *
 * @param threshold that probability, itself included
 * @param truePositive ones taken for ones
 * @param falsePositive zeros taken for ones
 * @param falseNegative ones taken for zeros
 * @param trueNegative zeros taken for zeros
 */
public record Confusion(
    double threshold,
    double truePositive,
    double falsePositive,
    double falseNegative,
    double trueNegative) {

  /** Both together; of one threshold. */
  public Confusion plus(Confusion other) {
    return new Confusion(
        threshold,
        truePositive + other.truePositive,
        falsePositive + other.falsePositive,
        falseNegative + other.falseNegative,
        trueNegative + other.trueNegative);
  }
}
