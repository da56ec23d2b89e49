package io.glidepath.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * A sum of doubles carried to twice their precision, so that the order of the terms, and with it
 * the partitioning of the data, does not show in the rounded result.
 *
 * <p>High and low part by Knuth's two-sum; products are split by a fused multiply-add. Error about
 * 1e-32 times the sum of the absolute terms. Terms must be finite.
 */
final class LongSum implements Serializable {
  private double high;
  private double low;

  void add(double x) {
    double sum = high + x;
    double part = sum - high;
    low += (high - (sum - part)) + (x - part);
    high = sum;
  }

  void addProduct(double x, double y) {
    double product = x * y;
    add(product);
    low += Math.fma(x, y, -product);
  }

  void add(LongSum other) {
    add(other.high);
    low += other.low;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(high);
    out.writeDouble(low);
  }

  /** Becomes what {@link #write} has written. */
  void read(DataInput in) throws IOException {
    high = in.readDouble();
    low = in.readDouble();
  }

  double value() {
    return high + low;
  }

  /** This divided by a sum that is not 0. */
  double over(LongSum divisor) {
    double d = divisor.value();
    double rest = (divisor.high - d) + divisor.low;
    double quotient = value() / d;
    double remainder = Math.fma(-quotient, d, high) + low - quotient * rest;
    return quotient + remainder / d;
  }
}
