package io.glidepath.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the page holds and says them. */
final class Digits {
  private static final MathContext SIX = new MathContext(6);

  private Digits() {}

  /** Six significant digits: more than a chart can show. */
  static double six(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(SIX).doubleValue() : value;
  }

  /** Six significant digits of each. */
  static double[] six(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = six(values[i]);
    }
    return rounded;
  }

  /** Four significant digits in words: 19,820, 0.004999, 1.051e+09. */
  static String words(double value) {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    return String.format(Locale.ROOT, "%,." + decimals(rounded) + "f", rounded);
  }

  private static int decimals(BigDecimal rounded) {
    return Math.max(0, rounded.signum() == 0 ? 0 : rounded.stripTrailingZeros().scale());
  }

  /** The mix, as short as it is. */
  static String alpha(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
