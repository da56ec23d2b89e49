package io.glidepath.table;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about dates and patterns that Spark gives up on, because they meant something else to
 * Spark 2. Its own words go on for a paragraph, and name settings that it would be wrong to follow.
 */
final class Calendars {
  private static final String CONDITION = "INCONSISTENT_BEHAVIOR_CROSS_VERSION.";

  private static final Pattern WEEK_YEAR =
      Pattern.compile("DATETIME_WEEK_BASED_PATTERN|recognize '[^']*Y[^']*' pattern");

  private Calendars() {}

  static Optional<String> explain(Throwable t) {
    String message = String.valueOf(t.getMessage());
    if (!message.contains("[" + CONDITION)) {
      return Optional.empty();
    }
    if (message.contains(CONDITION + "READ_ANCIENT_DATETIME")) {
      return Optional.of(
          "a file has dates before 1582 or timestamps before 1900, and does not tell in which"
              + " calendar. Set input.tables.<name>.options.datetimeRebaseMode (int96RebaseMode for"
              + " timestamps of INT96) to LEGACY if Spark 2 or Hive wrote it, else to CORRECTED.");
    }
    if (WEEK_YEAR.matcher(message).find()) {
      return Optional.of(
          "input.query or a where has a date pattern with the year of a week (Y), which Spark does"
              + " not read. Write yyyy for the year; for the week, weekofyear(column).");
    }
    return Optional.of(
        "input.query or a where has a date or a date pattern that Spark 2 read in another way than"
            + " Spark does now: "
            + sentence(message)
            + " Write a pattern of https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html"
            + " that fits every value; try_to_timestamp gives null where a value does not fit.");
  }

  /** What Spark says about the value, without the heading and the settings that it offers. */
  private static String sentence(String message) {
    String text =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.contains(CONDITION) && !line.isEmpty())
            .findFirst()
            .orElse("");
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
