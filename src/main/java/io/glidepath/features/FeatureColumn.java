package io.glidepath.features;

import org.apache.spark.sql.types.DataType;

/**
 * An input column that is a feature, or a part of a date.
 *
 * @param name its own; {@code column.part} of a part of a date
 * @param column the input column
 * @param value what it is, as SQL over the input
 * @param kind how it enters the design
 * @param type of the value
 * @param levels which of its levels get a column
 * @param terms of the coefficient of every design column it becomes
 */
public record FeatureColumn(
    String name,
    String column,
    String value,
    Kind kind,
    DataType type,
    LevelRule levels,
    CoefficientTerms terms) {

  /** How a feature enters the design. */
  public enum Kind {
    NUMERIC,
    CATEGORICAL,
    VECTOR,
    BAG
  }

  /** What its design columns are called. */
  DesignColumn.Kind designKind() {
    return isPart() ? DesignColumn.Kind.DATE : DesignColumn.Kind.valueOf(kind.name());
  }

  private boolean isPart() {
    return !name.equals(column);
  }

  /** Whether it is a category or a bag. */
  boolean hasLevels() {
    return kind == Kind.CATEGORICAL || kind == Kind.BAG;
  }
}
