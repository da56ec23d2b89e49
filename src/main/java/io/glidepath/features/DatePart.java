package io.glidepath.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What can be made of a date or a timestamp: numbers that go on (year, days), and categories for
 * what comes again.
 */
public enum DatePart {
  YEAR(false, "year(%s)"),
  MONTH(true, "month(%s)"),
  /** 1 for Monday to 7 for Sunday. */
  DAY_OF_WEEK(true, "(weekday(%s) + 1)"),
  DAY_OF_MONTH(true, "day(%s)"),
  HOUR(true, "hour(%s)"),
  /** Whole days since 1970-01-01. */
  DAYS(false, "unix_date(%s)");

  private static final String EPOCH = "TIMESTAMP_NTZ '1970-01-01 00:00:00'";
  private static final String UTC = "UTC";

  private final boolean category;
  private final String sql;

  DatePart(boolean category, String sql) {
    this.category = category;
    this.sql = sql;
  }

  /** Its name in the configuration and behind the column's. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The part of a name. */
  public static Optional<DatePart> of(String label) {
    return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
  }

  /** All names, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(DatePart::label).collect(Collectors.joining(", "));
  }

  boolean isCategory() {
    return category;
  }

  /** Whether values of a type have this part. */
  boolean isOf(DataType type) {
    return this != HOUR || !(type instanceof DateType);
  }

  /**
   * As SQL, an int. A timestamp is taken to the clock of the zone by functions that name it, so
   * that a saved model makes the same of it in any session.
   *
   * @param type a date, or a timestamp with or without a zone
   */
  String of(String column, DataType type, String zone) {
    String value = Sql.quoted(column);
    if (type instanceof TimestampType) {
      String utc = "timestampadd(MICROSECOND, unix_micros(" + value + "), " + EPOCH + ")";
      value =
          UTC.equals(zone)
              ? utc
              : "convert_timezone('" + UTC + "', " + Sql.text(zone) + ", " + utc + ")";
    }
    boolean cast = this != HOUR && !(type instanceof DateType);
    return sql.formatted(cast ? "CAST(" + value + " AS DATE)" : value);
  }

  /** The features that parts of a column are. */
  static List<String> names(String column, List<DatePart> parts) {
    return parts.stream().map(p -> column + "." + p.label()).toList();
  }
}
