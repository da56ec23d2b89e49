package io.glidepath.features;

import io.glidepath.table.UnreadColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The dates that are features by their parts, and the schema with these behind their columns. */
final class DateColumns {
  private static final String KEY = "columns.dates";

  /**
   * A part of a date.
   *
   * @param value as SQL over the input
   */
  record Part(String column, DatePart part, String value) {}

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, List<DatePart>> byColumn;
  private final StructType schema;

  private DateColumns(StructType input, Map<String, List<DatePart>> byColumn, String zone) {
    this.byColumn = byColumn;
    StructType all = new StructType();
    for (StructField field : input.fields()) {
      all = all.add(field);
      for (DatePart part : byColumn.getOrDefault(field.name(), List.of())) {
        String name = field.name() + "." + part.label();
        String value = part.of(field.name(), field.dataType(), zone);
        parts.put(name, new Part(field.name(), part, value));
        all = all.add(name, DataTypes.IntegerType);
      }
    }
    this.schema = all;
  }

  /**
   * @param wanted by name or glob; a name beats a glob, and a later glob an earlier one
   * @param zone whose clock tells the parts of a timestamp
   * @param problems receives a message for each name that has no such parts
   */
  static DateColumns of(
      StructType input,
      Map<String, List<DatePart>> wanted,
      String zone,
      NamedColumns named,
      List<String> problems) {
    Map<String, List<DatePart>> byGlob = new LinkedHashMap<>();
    Map<String, List<DatePart>> byName = new LinkedHashMap<>();
    List<String> names = List.of(input.fieldNames());
    wanted.forEach(
        (text, parts) -> {
          NamePattern pattern = new NamePattern(text);
          List<String> found = new ArrayList<>(named.matches(KEY, pattern, names));
          boolean any = !found.isEmpty();
          found.removeIf(n -> pattern.isGlob() && !isDate(type(input, n)));
          if (any && found.isEmpty()) {
            problems.add(KEY + ": \"" + text + "\" matches no date and no timestamp");
          }
          for (String name : found) {
            UnreadColumn.reason(field(input, name))
                .ifPresent(reason -> problems.add(KEY + ": " + reason));
            check(name, type(input, name), parts, problems);
            (pattern.isExactly(name) ? byName : byGlob).put(name, parts);
          }
        });
    byGlob.putAll(byName);
    byGlob.forEach(
        (column, parts) ->
            DatePart.names(column, parts).stream()
                .filter(names::contains)
                .forEach(
                    n ->
                        problems.add(
                            KEY
                                + ": a part of \""
                                + column
                                + "\" would be called \""
                                + n
                                + "\", as another column is; rename that in input.query")));
    return new DateColumns(input, byGlob, zone);
  }

  private static void check(
      String name, DataType type, List<DatePart> parts, List<String> problems) {
    if (!isDate(type)) {
      problems.add(
          KEY
              + ": \""
              + name
              + "\" is "
              + type.catalogString()
              + " and must be a date or a timestamp; cast it in input.query, for example CAST("
              + Sql.quoted(name)
              + " AS DATE)");
      return;
    }
    parts.stream()
        .filter(p -> !p.isOf(type))
        .forEach(
            p ->
                problems.add(
                    KEY
                        + ": \""
                        + name
                        + "\" is a date and has no "
                        + p.label()
                        + "; leave it out"));
  }

  private static DataType type(StructType input, String name) {
    return field(input, name).dataType();
  }

  private static StructField field(StructType input, String name) {
    return input.fields()[List.of(input.fieldNames()).indexOf(name)];
  }

  private static boolean isDate(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** The input's, each part behind the column that it is of, an int. */
  StructType schema() {
    return schema;
  }

  /** What a name stands for; empty for a column of the input. */
  Optional<Part> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  /** Names of all parts. */
  List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /** Whether a column of the input is a feature by its parts. */
  boolean hasParts(String column) {
    return byColumn.containsKey(column);
  }
}
