package io.glidepath.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the columns that the configuration names; a name that finds none is a problem. */
final class NamedColumns {
  private static final int LISTED = 30;

  private final List<String> names;
  private final UnaryOperator<String> noFeature;
  private final List<String> problems;

  /**
   * @param noFeature says why a column is not among those allowed
   * @param problems receives a message for each name without a column
   */
  NamedColumns(List<String> names, UnaryOperator<String> noFeature, List<String> problems) {
    this.names = names;
    this.noFeature = noFeature;
    this.problems = problems;
  }

  boolean exists(String key, String column) {
    if (names.contains(column)) {
      return true;
    }
    problems.add(
        key + ": there is no column \"" + column + "\"" + NearestName.suggestion(column, names));
    return false;
  }

  /** Columns that a pattern stands for, among those allowed; none is a problem. */
  List<String> matches(String key, NamePattern pattern, Iterable<String> allowed) {
    List<String> found = new ArrayList<>();
    for (String name : allowed) {
      if (pattern.matches(name)) {
        found.add(name);
      }
    }
    if (found.isEmpty()) {
      Optional<String> column = names.stream().filter(pattern::matches).findFirst();
      String otherwise = pattern.isGlob() ? "" : NearestName.suggestion(pattern.text(), names);
      problems.add(
          key
              + ": \""
              + pattern.text()
              + column
                  .map(c -> "\" matches no feature: " + noFeature.apply(c))
                  .orElse("\" matches no column" + otherwise));
    }
    return found;
  }

  /** All problems and the columns there are. */
  String message() {
    String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    String more = names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more" : "";
    return "the configuration does not fit the input's columns:\n  "
        + String.join("\n  ", new LinkedHashSet<>(problems))
        + "\nThe columns are: "
        + listed
        + more
        + ".";
  }
}
