package io.glidepath.features;

import io.glidepath.failure.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
final class NearestName {
  private NearestName() {}

  /** The name with the smallest edit distance, unless it takes more than a third of its letters. */
  static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n));
  }

  private static int distance(String left, String right) {
    return Spelling.distance(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
  }

  /** To be added to what is said of a name that does not exist. */
  static String suggestion(String typed, Collection<String> names) {
    return of(typed, names).map(n -> "; did you mean \"" + n + "\"?").orElse("");
  }
}
