package io.glidepath.features;

/**
 * Two features whose products are columns of the design: every column of the one times every column
 * of the other. Of a number that is filled in the product is of what is filled in; the column that
 * tells where is in none.
 *
 * @param terms of the coefficient of every product
 */
public record FeaturePair(FeatureColumn left, FeatureColumn right, CoefficientTerms terms) {
  /** More products of one pair are hardly meant. */
  static final int MOST_COLUMNS = 1_000_000;

  /** What it is called: {@code left:right}. */
  public String name() {
    return name(left.name(), right.name());
  }

  static String name(String left, String right) {
    return left + ":" + right;
  }

  /** Whether it is a single product of numbers, whatever the rows are. */
  public boolean isOfNumbers() {
    return left.kind() == FeatureColumn.Kind.NUMERIC && right.kind() == FeatureColumn.Kind.NUMERIC;
  }

  boolean involves(FeatureColumn feature) {
    return left.equals(feature) || right.equals(feature);
  }
}
