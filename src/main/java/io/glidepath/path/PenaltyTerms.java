package io.glidepath.path;

import io.glidepath.solve.Bounds;
import io.glidepath.solve.ElasticNet;
import io.glidepath.solve.Penalty;

/**
 * What holds the coefficient of each design column: how strongly the penalty does, and limits.
 *
 * @param factors penalty factors; 0 for a column without penalty
 * @param bounds limits of the coefficients on the scale of the data
 * @param form the penalty of coordinates with slopes and curvatures of their own
 */
public record PenaltyTerms(double[] factors, Bounds bounds, Form form) {

  /** What the penalty is: the elastic net, or another that a lambda and an alpha make as strong. */
  public interface Form {

    /**
     * A penalty that is twice as steep at 0 with slopes twice as large.
     *
     * @param l1 what it is to have at 0 for a slope, one for each coordinate; infinity leaves
     *     nothing but 0
     * @param l2 what it is to have for a second derivative
     */
    Penalty of(double[] l1, double[] l2);
  }

  /** Of the elastic net. */
  public PenaltyTerms(double[] factors, Bounds bounds) {
    this(factors, bounds, ElasticNet::new);
  }

  /**
   * Of the elastic net.
   *
   * @param lower 0 or less; negative infinity for none
   * @param upper 0 or more; infinity for none
   */
  public PenaltyTerms(double[] factors, double[] lower, double[] upper) {
    this(factors, new Bounds(lower, upper));
  }

  /** Without limits. */
  public static PenaltyTerms of(double... factors) {
    return new PenaltyTerms(factors, Bounds.none(factors.length));
  }

  /** Lower limits. */
  public double[] lower() {
    return bounds.lower();
  }

  /** Upper limits. */
  public double[] upper() {
    return bounds.upper();
  }

  /** Number of columns. */
  public int size() {
    return factors.length;
  }

  /** The same with factors as a convention wants them. */
  public PenaltyTerms as(Convention convention) {
    return new PenaltyTerms(convention.factors(factors), bounds, form);
  }
}
