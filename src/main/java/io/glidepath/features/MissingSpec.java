package io.glidepath.features;

/**
 * What is done about null and NaN, by kind of column. Infinity is always an error.
 *
 * @param indicator whether a column that is filled in gets one of 0 and 1 beside it, which tells
 *     where that was
 */
public record MissingSpec(
    Rows label,
    Rows weight,
    Rows offset,
    Numeric numeric,
    Categorical categorical,
    boolean indicator) {

  /** Without indicators. */
  public MissingSpec(
      Rows label, Rows weight, Rows offset, Numeric numeric, Categorical categorical) {
    this(label, weight, offset, numeric, categorical, false);
  }

  /** Whether missing numbers are filled in. */
  public boolean fillsNumbers() {
    return numeric == Numeric.MEAN || numeric == Numeric.MEDIAN;
  }

  /** Whether a row is left out for a missing value of a column of this role. */
  boolean drops(ScanColumn.Role role) {
    return switch (role) {
      case LABEL -> label == Rows.DROP_ROW;
      case WEIGHT -> weight == Rows.DROP_ROW;
      case OFFSET -> offset == Rows.DROP_ROW;
      case NUMERIC -> numeric == Numeric.DROP_ROW;
      case CATEGORICAL -> categorical == Categorical.DROP_ROW;
    };
  }

  /** For columns whose missing values cannot be filled in. */
  public enum Rows {
    ERROR,
    DROP_ROW
  }

  /** For numeric features; mean and median are weighted, exact and taken over all rows used. */
  public enum Numeric {
    ERROR,
    DROP_ROW,
    MEAN,
    MEDIAN
  }

  /** For categories; LEVEL makes a level of its own, {@code column=(missing)}. */
  public enum Categorical {
    ERROR,
    DROP_ROW,
    LEVEL
  }
}
