package io.glidepath.solve;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Limits of coordinates, lower_j <= x_j <= upper_j. All hold 0, so that a penalty can always set a
 * coordinate to it.
 *
 * @param lower 0 or less; negative infinity for none
 * @param upper 0 or more; infinity for none
 */
public record Bounds(double[] lower, double[] upper) {

  /** Limits nothing. */
  public static Bounds none(int size) {
    double[] lower = new double[size];
    double[] upper = new double[size];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    return new Bounds(lower, upper);
  }

  /** Whether no coordinate has a limit. */
  public boolean none() {
    return Arrays.stream(lower).allMatch(b -> b == Double.NEGATIVE_INFINITY)
        && Arrays.stream(upper).allMatch(b -> b == Double.POSITIVE_INFINITY);
  }

  /** Whether coordinate j has a limit. */
  public boolean limits(int j) {
    return lower[j] != Double.NEGATIVE_INFINITY || upper[j] != Double.POSITIVE_INFINITY;
  }

  /** Whether coordinate j can leave 0 in the direction of a negative gradient q. */
  public boolean open(int j, double q) {
    return q > 0 ? upper[j] > 0 : lower[j] < 0;
  }

  /** The limits of some coordinates, in other units: those of coordinate i times its factor. */
  public Bounds of(int[] coordinates, IntToDoubleFunction factor) {
    double[] low = new double[coordinates.length];
    double[] high = new double[coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      low[i] = scaled(lower[coordinates[i]], factor.applyAsDouble(i));
      high[i] = scaled(upper[coordinates[i]], factor.applyAsDouble(i));
    }
    return new Bounds(low, high);
  }

  /**
   * A coordinate in the units of other limits: at a limit here, exactly at the one there.
   *
   * @param inside what it is there between its limits
   */
  public double carried(int j, double x, Bounds there, int k, double inside) {
    return x <= lower[j] ? there.lower[k] : x >= upper[j] ? there.upper[k] : inside;
  }

  private static double scaled(double bound, double factor) {
    return bound == 0 || Double.isInfinite(bound) ? bound : bound * factor;
  }

  /** A penalty within these limits. */
  public Penalty within(Penalty penalty) {
    return none() ? penalty : new BoundedPenalty(penalty, this);
  }
}
