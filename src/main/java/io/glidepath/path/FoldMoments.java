package io.glidepath.path;

import io.glidepath.failure.JobFailure;
import io.glidepath.failure.WeightSum;
import io.glidepath.stats.Moments;
import java.util.SortedMap;

/**
 * Second moments of every fold's rows, and of all rows: what every engine asks first.
 *
 * @param byFold by the name of the fold
 */
record FoldMoments(SortedMap<Integer, Moments> byFold, Moments all) {
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
    byFold
        .values()
        .forEach(
            f -> WeightSum.require(f.weight(), "the weights of a fold's " + f.rows() + " rows"));
    return new FoldMoments(byFold, all);
  }
}
