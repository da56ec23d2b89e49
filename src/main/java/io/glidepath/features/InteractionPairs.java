package io.glidepath.features;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which features the configuration puts together. */
final class InteractionPairs {
  private static final String KEY = "columns.interactions";

  /** Each takes a stage of its own if it has levels. */
  private static final int MOST = 2000;

  /** Two features, by their names. */
  record Pair(String left, String right) {
    String name() {
      return FeaturePair.name(left, right);
    }
  }

  private InteractionPairs() {}

  /**
   * Each pair once, in the order of the configuration and there of the features. Globs pass over
   * vectors, and over the pair of a feature with itself.
   *
   * @param wanted pairs of names or globs, or single globs for all pairs among those they match
   * @param features in their order
   * @param isVector whether a feature is one, which no stage multiplies without names of its
   *     elements
   * @param problems receives a message for what makes no pair
   */
  static List<Pair> of(
      List<List<String>> wanted,
      List<String> features,
      Predicate<String> isVector,
      NamedColumns named,
      List<String> problems) {
    List<Pair> pairs = new ArrayList<>();
    Set<Set<String>> seen = new HashSet<>();
    for (List<String> texts : wanted) {
      NamePattern left = new NamePattern(texts.get(0));
      NamePattern right = new NamePattern(texts.get(texts.size() - 1));
      List<String> lefts = named.matches(KEY, left, features);
      List<String> rights = texts.size() == 1 ? lefts : named.matches(KEY, right, features);
      boolean any = lefts.isEmpty() || rights.isEmpty();
      for (String l : lefts) {
        for (String r : rights) {
          if (!fits(l, left, isVector, problems) || !fits(r, right, isVector, problems)) {
            any |= left.isExactly(l) || right.isExactly(r);
          } else if (!l.equals(r)) {
            any = true;
            if (seen.add(Set.of(l, r))) {
              pairs.add(new Pair(l, r));
            }
          }
        }
      }
      if (!any) {
        problems.add(
            KEY + ": " + texts + " makes no pair of two features; a square is made in input.query");
      }
    }
    if (pairs.size() > MOST) {
      problems.add(
          KEY
              + ": there are "
              + pairs.size()
              + " pairs, and at most "
              + MOST
              + " are taken; name fewer columns");
    }
    return pairs;
  }

  private static boolean fits(
      String name, NamePattern pattern, Predicate<String> isVector, List<String> problems) {
    if (!isVector.test(name)) {
      return true;
    }
    if (pattern.isExactly(name)) {
      problems.add(
          KEY
              + ": \""
              + name
              + "\" is a vector, which cannot be in an interaction; numbers, categories and bags"
              + " can");
    }
    return false;
  }
}
