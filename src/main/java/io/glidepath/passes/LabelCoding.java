package io.glidepath.passes;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;

/** Ways in which tables tell two classes apart that are not 0 and 1, and how SQL makes them so. */
enum LabelCoding {
  MINUS_ONE_AND_ONE(
      y -> y == 1 || y == -1, "For classes -1 and 1 select (%1$s + 1) / 2 as the label"),
  ONE_AND_TWO(y -> y == 1 || y == 2, "For classes 1 and 2 select %1$s - 1 as the label"),
  SHARES(
      y -> y >= 0 && y <= 1,
      "For shares of successes among n trials make two weighted rows of each, with input.query ="
          + " \"SELECT t.*, yes, w FROM t LATERAL VIEW stack(2, 1, DOUBLE(%1$s * n), 0, DOUBLE((1 - %1$s) * n)) v AS"
          + " yes, w\", columns.label = yes, columns.weight = w and both %1$s and n in"
          + " columns.exclude (n is 1 if there is no number of trials)"),
  COUNTS(
      y -> y >= 0 && y == Math.rint(y),
      "For counts of successes beside a count f of failures make two weighted rows of each, with"
          + " input.query = \"SELECT t.*, yes, w FROM t LATERAL VIEW stack(2, 1, DOUBLE(%1$s), 0, DOUBLE(f)) v AS yes,"
          + " w\", columns.label = yes, columns.weight = w and both %1$s and f in columns.exclude."
          + " For counts of their own set model.family = poisson");

  private final DoublePredicate fits;
  private final String advice;

  LabelCoding(DoublePredicate fits, String advice) {
    this.fits = fits;
    this.advice = advice;
  }

  static Set<LabelCoding> all() {
    return EnumSet.allOf(LabelCoding.class);
  }

  boolean fits(double label) {
    return fits.test(label);
  }

  /**
   * What to write.
   *
   * @param column the label's name
   */
  String advice(String column) {
    return String.format(Locale.ROOT, advice, "`" + column + "`");
  }
}
