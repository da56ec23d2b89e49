package io.glidepath.report;

import java.util.Locale;

/** Parts of sentences. */
final class Phrases {
  private Phrases() {}

  /** A share in per cent, with two digits that say something: 0.42 %, 7.1 %, 14 %, 99.6 %. */
  static String percent(double share) {
    double hundred = 100 * share;
    if (hundred > 0 && hundred < 0.01) {
      return "less than 0.01 %";
    }
    if (hundred > 99.95 && hundred < 100) {
      return "more than 99.9 %";
    }
    int digits = hundred < 1 ? 2 : hundred < 10 || (hundred > 99 && hundred < 100) ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f %%", hundred)
        .replaceFirst("\\.0+ %", " %");
  }

  /** A mix in words. */
  static String mix(double alpha) {
    if (alpha == 0) {
      return "pure L2 (ridge)";
    }
    if (alpha == 1) {
      return "pure L1 (lasso)";
    }
    return alpha < 0.3
        ? "a mix, mostly L2"
        : alpha > 0.7 ? "a mix, mostly L1" : "a mix of L1 and L2";
  }

  static String columns(int count) {
    return count + (count == 1 ? " column" : " columns");
  }

  static String article(String noun) {
    return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ";
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String plusMinus(double value, double standardError) {
    return Digits.prose(value)
        + (Double.isFinite(standardError) ? " \u00b1 " + Digits.prose(standardError) : "");
  }
}
