package io.glidepath.features;

import java.util.Optional;

/**
 * One column of the design matrix and where it comes from.
 *
 * @param feature its name: {@code column}, {@code column=level} or {@code column=token}, {@code
 *     column[3]} or the vector's own attribute name, {@code date.part} or {@code date.part=level},
 *     {@code a:b} of two of these
 * @param column the input column; of an interaction both, as in {@code a:b}
 * @param level the level of a categorical column, the token of a bag, or the key of a map; {@code
 *     (missing)} of the column that tells where a number was filled in
 * @param terms what holds its coefficient
 */
public record DesignColumn(
    String feature, String column, Optional<String> level, Kind kind, CoefficientTerms terms) {

  /** What it comes from. */
  public enum Kind {
    NUMERIC,
    CATEGORICAL,
    VECTOR,
    BAG,
    DATE,
    INTERACTION
  }
}
