package io.glidepath.path;

import io.glidepath.solve.Bounds;

/**
 * What holds the coefficient of each design column: how strongly the penalty does, and limits.
 *
 * @param factors penalty factors; 0 for a column without penalty
 * @param bounds limits of the coefficients on the scale of the data
 */
public record PenaltyTerms(double[] factors, Bounds bounds) {

  /** Without limits. */
  public static PenaltyTerms of(double... factors) {
    return new PenaltyTerms(factors, Bounds.none(factors.length));
  }

  /** Number of columns. */
  public int size() {
    return factors.length;
  }

  /** The same with factors as a convention wants them. */
  public PenaltyTerms as(Convention convention) {
    return new PenaltyTerms(convention.factors(factors), bounds);
  }
}
