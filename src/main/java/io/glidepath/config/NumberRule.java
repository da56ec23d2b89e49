package io.glidepath.config;

import java.util.function.DoublePredicate;

/** What numbers a key takes, and how that is said. */
record NumberRule(String expected, DoublePredicate predicate) {

  boolean allows(double value) {
    return Double.isFinite(value) && predicate.test(value);
  }
}
