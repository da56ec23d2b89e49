package io.glidepath.path;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of lambda: either given, or a log-spaced grid found from the data.
 *
 * @param values given values, largest first, used for every alpha; empty: automatic
 * @param count length of the automatic grid
 * @param minRatio smallest over largest value of the automatic grid; absent: 1e-4 if there are at
 *     least as many rows as columns, else 1e-2
 * @param extend whether a grid that is automatic to its end goes on where the best model of a path
 *     is its last
 */
public record RegParamSpec(
    List<Double> values, int count, OptionalDouble minRatio, boolean extend) {
  /** A grid that ends where it is said to. */
  public RegParamSpec(List<Double> values, int count, OptionalDouble minRatio) {
    this(values, count, minRatio, false);
  }

  public RegParamSpec {
    values = values.stream().sorted((a, b) -> Double.compare(b, a)).toList();
  }

  /** How many values there are for an alpha, before the grid is extended. */
  public int length() {
    return values.isEmpty() ? count : values.size();
  }

  /** Whether the grid may be extended: its end is not configured. */
  boolean open() {
    return extend && values.isEmpty() && minRatio.isEmpty();
  }
}
