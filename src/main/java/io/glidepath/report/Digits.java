package io.glidepath.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the page holds and says them. */
final class Digits {
  private static final MathContext SIX = new MathContext(6);
  private static final MathContext THREE = new MathContext(3);
  private static final MathContext FOUR = new MathContext(4);

  /** From a thousand billion, a billion and a million on. */
  private static final String[] LARGE = {" trillion", " billion", " million"};

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

  /** Six significant digits as a program reads them: 19821.6, 7.0678e-5. */
  static String plain(double value) {
    return String.valueOf(six(value)).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
  }

  /**
   * Three significant digits, for a sentence: 19,800, 0.005, 1.05 billion. Beyond a quadrillion,
   * and below a millionth, with an exponent.
   */
  static String prose(double value) {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    double size = Math.abs(rounded.doubleValue());
    if (size >= 1e15 || (size > 0 && size < 1e-6)) {
      return String.format(Locale.ROOT, "%.2e", value).replaceFirst("e([+-])0", "e$1");
    }
    for (int i = 0, digits = 12; i < LARGE.length; i++, digits -= 3) {
      if (size >= Math.pow(10, digits)) {
        return plainly(rounded.movePointLeft(digits)) + LARGE[i];
      }
    }
    return size >= 1000 ? String.format(Locale.ROOT, "%,.0f", rounded) : plainly(rounded);
  }

  private static String plainly(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** Four significant digits, as the page's script writes them: 19820, 0.004999, 1.051e+9. */
  static String words(double value) {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR).stripTrailingZeros();
    double size = Math.abs(rounded.doubleValue());
    return size == 0 || (size >= 0.001 && size <= 99_999)
        ? rounded.toPlainString()
        : String.format(Locale.ROOT, "%.3e", value).replaceFirst("e([+-])0", "e$1");
  }

  /** The mix, as short as it is. */
  static String alpha(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
