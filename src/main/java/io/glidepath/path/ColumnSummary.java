package io.glidepath.path;

import io.glidepath.stats.Moments;

/**
 * What the fit knows of one design column.
 *
 * @param mean weighted mean over all rows
 * @param relativeDeviation its standard deviation over its largest absolute value
 * @param scale sigma_j of the convention: the unit in which the penalty sees the column
 * @param penaltyFactor after any rescaling
 * @param lowerBound of its coefficient on the scale of the data; infinite for none
 * @param upperBound likewise
 */
public record ColumnSummary(
    double mean,
    double relativeDeviation,
    double scale,
    double penaltyFactor,
    double lowerBound,
    double upperBound,
    Status status) {

  public static ColumnSummary of(
      Moments moments, int j, double scale, PenaltyTerms terms, Status status) {
    return new ColumnSummary(
        moments.mean(j),
        moments.relativeDeviation(j),
        scale,
        terms.factors()[j],
        terms.bounds().lower()[j],
        terms.bounds().upper()[j],
        status);
  }

  /** Whether its coefficient is limited. */
  public boolean bounded() {
    return lowerBound != Double.NEGATIVE_INFINITY || upperBound != Double.POSITIVE_INFINITY;
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
