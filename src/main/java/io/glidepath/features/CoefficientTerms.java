package io.glidepath.features;

/**
 * What holds a coefficient, as configured.
 *
 * @param penaltyFactor before any rescaling; 0 = unpenalised
 * @param lowerBound on the scale of the data, 0 or less; negative infinity for none
 * @param upperBound on the scale of the data, 0 or more; infinity for none
 */
public record CoefficientTerms(double penaltyFactor, double lowerBound, double upperBound) {

  /** Those of a column of which nothing is said. */
  public static final CoefficientTerms USUAL = withFactor(1);

  /** Whether it has a bound. */
  public boolean bounded() {
    return !(lowerBound == Double.NEGATIVE_INFINITY && upperBound == Double.POSITIVE_INFINITY);
  }

  /** A penalty factor and no bounds. */
  public static CoefficientTerms withFactor(double factor) {
    return new CoefficientTerms(factor, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
