package io.glidepath.path;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.stats.Moments;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Second moments of every fold's rows, and of all rows: what every engine asks first.
 *
 * @param byFold by the name of the fold
 */
record FoldMoments(SortedMap<Integer, Moments> byFold, Moments all) {
  /** Within these, sums of weights and their products with usual values stay numbers. */
  private static final double LEAST_WEIGHT = 1e-250;

  private static final double MOST_WEIGHT = 1e250;

  /**
   * Asks the data.
   *
   * @param columns p
   * @throws JobFailure BAD_DATA if there are no rows, or their weights are too large or too small
   *     to be added up
   */
  static FoldMoments ask(DataPasses data, int columns) {
    SortedMap<Integer, Moments> byFold = data.moments();
    Moments all = new Moments(columns);
    byFold.values().forEach(all::combine);
    NothingToExplain.refuseNoRows(all);
    byFold.values().forEach(FoldMoments::checkWeight);
    return new FoldMoments(byFold, all);
  }

  private static void checkWeight(Moments fold) {
    double weight = fold.weight();
    if (!(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "columns.weight: the weights of a fold's %d rows add up to %s; allowed: %.0e to %.0e."
                  + " Only their ratios matter, so multiply all weights by a constant in input.query",
              fold.rows(),
              weight,
              LEAST_WEIGHT,
              MOST_WEIGHT));
    }
  }
}
