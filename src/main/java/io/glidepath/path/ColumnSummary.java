package io.glidepath.path;

import io.glidepath.stats.Moments;

/**
 * What the fit knows of one design column.
 *
 * @param mean weighted mean over all rows
 * @param relativeDeviation its standard deviation over its largest absolute value
 * @param scale sigma_j of the convention: the unit in which the penalty sees the column
 * @param penaltyFactor after any rescaling
 */
public record ColumnSummary(
    double mean, double relativeDeviation, double scale, double penaltyFactor, Status status) {

  public static ColumnSummary of(
      Moments moments, int j, double scale, double penaltyFactor, Status status) {
    return new ColumnSummary(
        moments.mean(j), moments.relativeDeviation(j), scale, penaltyFactor, status);
  }

  /** How the column took part. */
  public enum Status {
    USED,
    /** The same value in every row, as far as {@link Moments#constant} can tell: coefficient 0. */
    CONSTANT,
    /** Exactly proportional to another penalised column, with which it shares its coefficient. */
    COLLINEAR
  }
}
