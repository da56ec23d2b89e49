package io.glidepath.failure;

import java.util.Locale;

/** The range in which sums of row weights, and their products with usual values, stay finite. */
public final class WeightSum {
  private static final double LEAST = 1e-250;
  private static final double MOST = 1e250;

  private WeightSum() {}

  /**
   * Goes on only if a sum can be computed with.
   *
   * @param whose the weights that were added up, as the subject of a sentence
   * @throws JobFailure BAD_DATA with the sum, what is allowed, and the way out
   */
  public static void require(double sum, String whose) {
    if (!(sum >= LEAST && sum <= MOST)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "columns.weight: %s add up to %s; allowed: %.0e to %.0e. Only their ratios matter, so"
                  + " multiply all weights by a constant in input.query",
              whose,
              sum,
              LEAST,
              MOST));
    }
  }
}
