package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The strings found in a label, which must be two, one of them the positive one. */
final class LabelValues {
  private static final int NAMED = 5;
  private static final int SHOWN = 60;

  private final LabelColumn label;
  private final LevelWeights found;
  private final Map<String, LevelWeights.Level> rows;

  /**
   * @param found number of rows by value
   */
  LabelValues(LabelColumn label, LevelWeights found) {
    this.label = label;
    this.found = found;
    this.rows = found.byName();
  }

  /**
   * Goes on with two values only.
   *
   * @throws JobFailure 65 for one value, or three and more; 78 if columns.positive is neither of
   *     the two, or not set
   */
  void check() {
    if (rows.size() < 2) {
      throw failure(
          ExitCode.BAD_DATA,
          "; it must have two values to tell apart: check columns.label, input.query and where");
    }
    if (rows.size() > 2) {
      throw failure(
          ExitCode.BAD_DATA,
          "; it must have two values: leave rows out (where) or put values together (input.query)");
    }
    if (label.positive().isEmpty()) {
      throw failure(ExitCode.CONFIGURATION, "; set columns.positive to the one that counts as 1");
    }
    String positive = label.positive().get();
    if (!rows.containsKey(positive)) {
      String meant =
          NearestName.of(positive, rows.keySet())
              .map(n -> "; did you mean " + quoted(n) + "?")
              .orElse("; set it to the one that counts as 1");
      throw failure(
          ExitCode.CONFIGURATION, ", and columns.positive is " + quoted(positive) + meant);
    }
  }

  private JobFailure failure(ExitCode code, String rest) {
    return new JobFailure(
        code,
        String.format(
            Locale.ROOT,
            "columns.label: \"%s\" is a string with %s%d value%s: %s%s",
            label.name(),
            found.isOverflown() ? "more than " : "",
            rows.size(),
            rows.size() == 1 ? "" : "s",
            listed(),
            rest));
  }

  /** The most frequent ones, with their numbers of rows. */
  private String listed() {
    List<String> names =
        rows.keySet().stream()
            .sorted(
                Comparator.comparingLong((String n) -> -rows.get(n).rows())
                    .thenComparing(LevelOrder.UTF8))
            .toList();
    String some =
        names.stream()
            .limit(NAMED)
            .map(n -> quoted(n) + " (" + counted(rows.get(n).rows()) + ")")
            .collect(Collectors.joining(", "));
    return names.size() > NAMED ? some + ", ..." : some;
  }

  private static String counted(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private static String quoted(String value) {
    return "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + "\"";
  }
}
