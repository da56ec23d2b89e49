package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.glidepath.table.InputSpec;
import io.glidepath.table.TableFormat;
import io.glidepath.table.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code input}: table names and reader options are data, taken literally. */
final class InputReader {
  private static final List<String> TRAVEL = List.of("versionAsOf", "timestampAsOf");
  private static final String A_PATH = "a path or a non-empty list of paths";

  private final Section input;
  private final KeyOrder order;

  InputReader(Section input, KeyOrder order) {
    this.input = input;
    this.order = order;
  }

  InputSpec read() {
    List<TableSpec> tables = tables();
    Optional<String> query = input.text("query", "one SELECT statement");
    if (query.isPresent() && !SqlShape.isSingleQuery(query.get())) {
      input.problem("query", "a single SELECT (or WITH ... SELECT)");
    }
    if (query.isEmpty() && tables.size() > 1 && !input.isGiven("query")) {
      input.problem("query", "a SELECT that joins the " + tables.size() + " tables");
    }
    input.finish();
    return new InputSpec(tables, query.map(SqlShape::withoutEnd));
  }

  private List<TableSpec> tables() {
    Optional<ConfigObject> object = input.object("tables");
    if (object.isEmpty()) {
      return List.of();
    }
    List<TableSpec> tables = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    Section section = input.section("tables");
    for (String name : order.keys(object.get(), "glidepath", "input", "tables")) {
      if (name.isBlank() || !names.add(name.toLowerCase(Locale.ROOT))) {
        section.problem(name, "every table name once, whatever its case, and none of them blank");
      } else if (section.object(name).isPresent()) {
        tables.add(table(name, section.section(name)));
      } else if (section.isEmptyValue(name)) {
        section.problem(name, "an object { path = ... }");
      }
    }
    if (object.get().isEmpty()) {
      input.problemUnlessUnresolved(
          "tables", "at least one table, as in houses { path = \"/data/houses\" }");
    }
    return tables;
  }

  private static TableSpec table(String name, Section table) {
    Optional<String> catalogTable = table.text("table", "the name of a catalog's table");
    List<String> paths = paths(table, catalogTable);
    Optional<TableFormat> format = format(table, catalogTable);
    if (paths.size() > 1 && format.stream().anyMatch(TableFormat::versioned)) {
      table.problem("path", "the directory of one " + format.get().label() + " table");
    }
    Optional<String> schema = table.text("schema", "columns and types, as \"id BIGINT, x DOUBLE\"");
    if (schema.isPresent() && format.stream().noneMatch(TableFormat::isText)) {
      table.problem("schema", "nothing with this format (csv and json have no types of their own)");
    }
    Optional<String> where = table.text("where", "an SQL condition");
    Map<String, String> options =
        table.object("options").map(o -> options("", o, table)).orElse(Map.of());
    format
        .filter(f -> !f.versioned() && catalogTable.isEmpty())
        .ifPresent(f -> refuseTravel(f, options, table));
    table.finish();
    return new TableSpec(name, format, paths, catalogTable, schema, where, options);
  }

  private static Optional<TableFormat> format(Section table, Optional<String> catalogTable) {
    if (!table.isGiven("format")) {
      table.known("format");
      return catalogTable.isPresent() ? Optional.empty() : Optional.of(TableFormat.PARQUET);
    }
    List<String> labels = Stream.of(TableFormat.values()).map(TableFormat::label).toList();
    String label = table.oneOf("format", labels);
    return Optional.of(TableFormat.values()[labels.indexOf(label)]);
  }

  /** Spark's readers of files leave options that they do not know alone. */
  private static void refuseTravel(TableFormat format, Map<String, String> options, Section table) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(options.keySet());
    if (TRAVEL.stream().anyMatch(known::contains)) {
      table.problem(
          "options",
          "no version (" + String.join(", ", TRAVEL) + "): " + format.label() + " files have none");
    }
  }

  private static List<String> paths(Section table, Optional<String> catalogTable) {
    Optional<ConfigValue> value = table.value("path");
    if (catalogTable.isPresent()) {
      if (value.isPresent()) {
        table.problem("table", "either path or table, not both");
      }
      return List.of();
    }
    Optional<String> single = value.flatMap(Values::text).filter(p -> !p.isBlank());
    if (single.isPresent()) {
      return List.of(single.get());
    }
    Optional<List<ConfigValue>> list = value.flatMap(Values::list).filter(l -> !l.isEmpty());
    if (list.isEmpty()) {
      table.problemUnlessUnresolved("path", A_PATH);
      return List.of();
    }
    Set<String> paths = new LinkedHashSet<>();
    for (ConfigValue element : list.get()) {
      Optional<String> path = Values.text(element).filter(p -> !p.isBlank());
      if (path.isEmpty()) {
        table.element("path", element, "a path");
      } else if (!paths.add(path.get())) {
        table.element("path", element, "every path once");
      }
    }
    return List.copyOf(paths);
  }

  /** Unquoted dots make objects of objects in HOCON; option names are the keys joined again. */
  private static Map<String, String> options(String prefix, ConfigObject object, Section table) {
    Map<String, String> options = new HashMap<>();
    for (String key : Values.keys(object)) {
      ConfigValue value = object.get(key);
      String name = prefix + key;
      if (Values.isResolved(value) && value instanceof ConfigObject inner) {
        options.putAll(options(name + ".", inner, table));
      } else if (Values.text(value).isPresent()) {
        options.put(name, Values.text(value).get());
      } else {
        table.nested("options", name, value, "a text, number or boolean");
      }
    }
    return options;
  }
}
