package io.glidepath.features;

import org.apache.spark.sql.types.DataType;

/**
 * An input column that is a feature.
 *
 * @param kind how it enters the design
 * @param type its type in the input
 * @param levels which of its levels get a column
 * @param terms of the coefficient of every design column it becomes
 */
public record FeatureColumn(
    String name, DesignColumn.Kind kind, DataType type, LevelRule levels, CoefficientTerms terms) {

  /** Whether it is a category or a bag. */
  boolean hasLevels() {
    return kind == DesignColumn.Kind.CATEGORICAL || kind == DesignColumn.Kind.BAG;
  }
}
