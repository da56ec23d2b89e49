package io.glidepath.path;

/**
 * What the fit knows of one design column.
 *
 * @param mean weighted mean over all rows
 * @param scale sigma_j of the convention: the unit in which the penalty sees the column
 * @param penaltyFactor after any rescaling
 */
public record ColumnSummary(double mean, double scale, double penaltyFactor, Status status) {

  /** How the column took part. */
  public enum Status {
    USED,
    /** The same value in every row: coefficient 0. */
    CONSTANT,
    /** Exactly proportional to another penalised column, with which it shares its coefficient. */
    COLLINEAR
  }
}
