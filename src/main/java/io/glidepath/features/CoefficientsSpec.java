package io.glidepath.features;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to hold the coefficients of columns: each a name or glob to a number, in the order of the
 * configuration.
 *
 * @param lowerBounds on the scale of the data
 * @param upperBounds on the scale of the data
 */
public record CoefficientsSpec(
    Map<String, Double> penaltyFactors,
    Map<String, Double> lowerBounds,
    Map<String, Double> upperBounds) {
  public CoefficientsSpec {
    penaltyFactors = Collections.unmodifiableMap(new LinkedHashMap<>(penaltyFactors));
    lowerBounds = Collections.unmodifiableMap(new LinkedHashMap<>(lowerBounds));
    upperBounds = Collections.unmodifiableMap(new LinkedHashMap<>(upperBounds));
  }

  /** Penalty factors and no bounds. */
  public static CoefficientsSpec factors(Map<String, Double> penaltyFactors) {
    return new CoefficientsSpec(penaltyFactors, Map.of(), Map.of());
  }

  /** Whether any coefficient has a bound. */
  public boolean bounded() {
    return !lowerBounds.isEmpty() || !upperBounds.isEmpty();
  }
}
