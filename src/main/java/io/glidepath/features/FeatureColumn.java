package io.glidepath.features;

import org.apache.spark.sql.types.DataType;

/**
 * An input column that is a feature.
 *
 * @param kind how it enters the design
 * @param type its type in the input
 * @param terms of the coefficient of every design column it becomes
 */
public record FeatureColumn(
    String name, DesignColumn.Kind kind, DataType type, CoefficientTerms terms) {}
