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
    BAG,
    /** A list of numbers, of the same length in every row. */
    ARRAY,
    /** Numbers by name. */
    MAP
  }

  /** What its design columns are called. */
  DesignColumn.Kind designKind() {
    if (isPart()) {
      return DesignColumn.Kind.DATE;
    }
    return isVector() ? DesignColumn.Kind.VECTOR : DesignColumn.Kind.valueOf(kind.name());
  }

  /** Whether it is a part of a date. */
  boolean isPart() {
    return !name.equals(column);
  }

  /** Whether it is one of MLlib's vectors or becomes one. */
  boolean isVector() {
    return kind == Kind.VECTOR || kind == Kind.ARRAY || kind == Kind.MAP;
  }

  /** Whether it is a category or a bag. */
  boolean hasLevels() {
    return kind == Kind.CATEGORICAL || kind == Kind.BAG;
  }
}
