package io.glidepath.path;

import io.glidepath.failure.JobFailure;
import io.glidepath.failure.WeightSum;
import io.glidepath.matrix.Repeats;
import io.glidepath.stats.Cells;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import java.util.List;
import java.util.SortedMap;

/**
 * Second moments of the rows of every cell, and of all rows: what every engine asks first.
 *
 * @param byCell in the order of the cells
 */
public record FoldMoments(Cells cells, List<Moments> byCell, Moments all) {
  /** The size of the moments of one cell, 8 (p + 1)^2. */
  public static double bytes(int columns) {
    return 8.0 * (columns + 1.0) * (columns + 1.0);
  }

  /**
   * Asks the data.
   *
   * @param columns p
   * @param repeats how the cells are numbered
   * @param pairs whether products of two columns are wanted
   * @throws JobFailure BAD_DATA if there are no rows, or their weights are too large or too small
   *     to be added up
   */
  public static FoldMoments ask(DataPasses data, int columns, Repeats repeats, boolean pairs) {
    Moments none = pairs ? new Moments(columns) : Moments.ofColumns(columns);
    return of(data.moments(pairs), none, repeats);
  }

  private static FoldMoments of(SortedMap<Integer, Moments> moments, Moments all, Repeats repeats) {
    List<Moments> byCell = List.copyOf(moments.values());
    Cells cells =
        new Cells(
            moments.keySet().stream().mapToInt(c -> c).toArray(),
            byCell.stream().mapToDouble(Moments::weight).toArray(),
            repeats);
    cells.training(HeldOut.NOTHING).forEach(c -> all.combine(byCell.get(c)));
    NothingToExplain.refuseNoRows(all);
    byCell.forEach(
        c -> WeightSum.require(c.weight(), "the weights of a fold's " + c.rows() + " rows"));
    return new FoldMoments(cells, byCell, all);
  }

  /** Moments of the rows that a model trains on that holds out a cell; merged, not subtracted. */
  public Moments training(HeldOut held) {
    Moments training = all.empty();
    cells.training(held).forEach(c -> training.combine(byCell.get(c)));
    return training;
  }
}
