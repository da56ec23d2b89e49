package io.glidepath.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Finds the columns that the configuration names; a name that finds none is a problem. */
final class NamedColumns {
  private static final int LISTED = 30;

  private final List<String> names;
  private final List<String> problems;

  /**
   * @param problems takes what is told of names without a column
   */
  NamedColumns(List<String> names, List<String> problems) {
    this.names = names;
    this.problems = problems;
  }

  boolean exists(String key, String column) {
    if (names.contains(column)) {
      return true;
    }
    problems.add(key + ": there is no column \"" + column + "\"" + suggestion(column, names));
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
      boolean isColumn = names.stream().anyMatch(pattern::matches);
      problems.add(
          key
              + ": \""
              + pattern.text()
              + (isColumn ? "\" matches no feature" : "\" matches no column")
              + (pattern.isGlob() || isColumn ? "" : suggestion(pattern.text(), names)));
    }
    return found;
  }

  private static String suggestion(String typed, List<String> names) {
    return NearestName.of(typed, names).map(n -> "; did you mean \"" + n + "\"?").orElse("");
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
