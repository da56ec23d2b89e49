package io.glidepath.features;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name somebody may have meant. */
final class NearestName {
  private NearestName() {}

  /** The name with the smallest edit distance, unless it takes more than a third of its letters. */
  static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n));
  }

  /** Letters inserted, deleted, replaced or swapped with their neighbour. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
