package io.glidepath.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * From where and in which unit each column is measured: value = pivot + 2^exponent * measured. The
 * exponent is 0 unless the column's squares would overflow or underflow.
 */
final class Frame implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SAFE_EXPONENT = 240;

  /** The unit of a column that has not varied yet: any other is larger. */
  private static final int UNSET = -1000;

  private final double[] pivot;
  private final int[] exponent;
  private final double[] min;
  private final double[] max;

  Frame(int columns) {
    pivot = new double[columns];
    exponent = new int[columns];
    min = new double[columns];
    max = new double[columns];
    Arrays.fill(exponent, UNSET);
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  void copyFrom(Frame other) {
    System.arraycopy(other.pivot, 0, pivot, 0, pivot.length);
    System.arraycopy(other.exponent, 0, exponent, 0, pivot.length);
    System.arraycopy(other.min, 0, min, 0, pivot.length);
    System.arraycopy(other.max, 0, max, 0, pivot.length);
  }

  /**
   * Makes room for n values of column j.
   *
   * @return by what sums in the old unit are to be multiplied: 1 unless the unit has changed
   */
  double cover(int j, double[] column, int from, int n) {
    double low = column[from];
    double high = low;
    for (int r = from + 1; r < from + n; r++) {
      low = Math.min(low, column[r]);
      high = Math.max(high, column[r]);
    }
    if (min[j] > max[j]) {
      pivot[j] = column[from];
    }
    return cover(j, low, high, UNSET);
  }

  /** Makes room for values of column j in a range, which are measured from 0. */
  double coverFromZero(int j, double low, double high) {
    return cover(j, low, high, unit(Math.min(low, 0), Math.max(high, 0)));
  }

  /** The same for everything that another frame covers. */
  double cover(int j, Frame other) {
    return cover(j, other.min[j], other.max[j], other.exponent[j]);
  }

  private double cover(int j, double low, double high, int atLeast) {
    min[j] = Math.min(min[j], low);
    max[j] = Math.max(max[j], high);
    int old = exponent[j];
    exponent[j] = Math.max(Math.max(old, atLeast), unit(min[j], max[j]));
    return Math.scalb(1.0, old - exponent[j]);
  }

  private static int unit(double low, double high) {
    int magnitude = Math.getExponent(Math.max(Math.abs(low), Math.abs(high)));
    if (magnitude > SAFE_EXPONENT) {
      return magnitude;
    }
    int spread = low == high ? UNSET : Math.getExponent(high - low);
    return spread < -SAFE_EXPONENT ? Math.max(UNSET, spread) : 0;
  }

  /** Replaces values by measured ones. */
  void measure(int j, double[] column, int from, int n) {
    double p = pivot[j];
    int e = exponent[j];
    if (e == 0) {
      for (int r = from; r < from + n; r++) {
        column[r] -= p;
      }
    } else {
      for (int r = from; r < from + n; r++) {
        column[r] = difference(column[r], p, e);
      }
    }
  }

  /** What a measured value of another frame is here. */
  double translate(int j, double measured, Frame other) {
    return difference(other.pivot[j], pivot[j], exponent[j])
        + Math.scalb(measured, other.exponent[j] - exponent[j]);
  }

  /** By what sums in another frame's unit are to be multiplied here. */
  double factor(int j, Frame other) {
    return Math.scalb(1.0, other.exponent[j] - exponent[j]);
  }

  double value(int j, double measured) {
    return pivot[j] + length(j, measured);
  }

  /** A measured difference in the column's own unit. */
  double length(int j, double measured) {
    return Math.scalb(measured, exponent[j]);
  }

  /** The largest distance of a value of column j from a measured one. */
  double reach(int j, double measured) {
    double at = value(j, measured);
    return Math.max(Math.abs(max[j] - at), Math.abs(min[j] - at));
  }

  /** The largest absolute value of column j. */
  double largest(int j) {
    return Math.max(Math.abs(min[j]), Math.abs(max[j]));
  }

  boolean constant(int j) {
    return min[j] >= max[j];
  }

  /** (a - b) / 2^e without overflow on the way. */
  private static double difference(double a, double b, int e) {
    return e > 0 ? Math.scalb(a, -e) - Math.scalb(b, -e) : Math.scalb(a - b, -e);
  }
}
