package io.glidepath.family;

import java.io.Serializable;

/**
 * The number that a loss is one of a kind by.
 *
 * @param name used in configuration
 * @param value that this loss has
 * @param above what it must be larger than
 * @param below what it must be smaller than; infinity for any finite number
 */
public record Shape(String name, double value, double above, double below) implements Serializable {

  /** Whether a loss may have this value. */
  public boolean allows(double other) {
    return other > above && other < below;
  }

  /** What it may be, in words. */
  public String allowed() {
    return below == Double.POSITIVE_INFINITY
        ? "a number above " + plain(above)
        : "a number between " + plain(above) + " and " + plain(below) + ", both left out";
  }

  private static String plain(double bound) {
    return Long.toString((long) bound);
  }

  double checked() {
    if (!allows(value)) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed: " + allowed());
    }
    return value;
  }
}
