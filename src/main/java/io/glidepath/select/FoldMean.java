package io.glidepath.select;

import io.glidepath.stats.Cells;
import java.util.stream.IntStream;

/**
 * Weighted mean over folds and its standard error, as cv.glmnet computes them:
 *
 * <pre>
 *   mean = sum W_k v_k / sum W_k,   se = sqrt( (sum W_k (v_k - mean)^2 / sum W_k) / (K - 1) )
 * </pre>
 *
 * <p>K is the number of folds. A value that is not defined (NaN) in any fold makes both NaN; with
 * one fold the standard error is NaN.
 *
 * <p>With several repeats the mean is over all their folds, and the squared standard error the mean
 * of those of the repeats: they share all rows, so that more of them take the luck out of the
 * dealing and not out of the rows.
 */
public record FoldMean(double mean, double standardError) {

  /**
   * @param values one a fold, of every repeat
   */
  public static FoldMean of(double[] values, Cells cells) {
    int repeats = cells.repeats().count();
    double squares = 0;
    for (int r = 0; r < repeats; r++) {
      int[] at = cells.of(r);
      double se =
          standardError(
              IntStream.of(at).mapToDouble(c -> values[c]).toArray(),
              IntStream.of(at).mapToDouble(cells::weight).toArray());
      squares += se * se;
    }
    return new FoldMean(cells.mean(values), Math.sqrt(squares / repeats));
  }

  /**
   * The same of rows that are dealt once.
   *
   * @param weights sums of row weights, positive
   */
  public static FoldMean of(double[] values, double[] weights) {
    return of(values, Cells.once(IntStream.range(0, values.length).toArray(), weights));
  }

  private static double standardError(double[] values, double[] weights) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double total = 0;
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      total += weights[k];
      sum += weights[k] * values[k];
    }
    double mean = sum / total;
    double squares = 0;
    for (int k = 0; k < values.length; k++) {
      squares += weights[k] * (values[k] - mean) * (values[k] - mean);
    }
    return Math.sqrt(squares / total / (values.length - 1));
  }

  /** Whether every fold has a value. */
  boolean defined() {
    return !Double.isNaN(mean);
  }
}
