package io.glidepath.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant by a misspelt one. */
public final class Spelling {
  private Spelling() {}

  /** The candidate with the fewest edits to the word, if it is near enough to be meant. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt((String c) -> edits(word, c)).thenComparing(c -> c))
        .filter(c -> edits(word, c) <= Math.max(2, Math.max(word.length(), c.length()) / 2));
  }

  /** Edit distance ({@link #distance}), blind to case and to the kind of separator. */
  public static int edits(String left, String right) {
    return distance(plain(left), plain(right));
  }

  /** Letters inserted, deleted, replaced or swapped with their neighbour. */
  public static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] d, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
    if (i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1)) {
      best = Math.min(best, d[i - 2][j - 2] + 1);
    }
    return best;
  }

  private static String plain(String word) {
    String shortened = word.length() > 60 ? word.substring(0, 60) : word;
    return shortened.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
