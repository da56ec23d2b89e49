package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.glidepath.table.InputSpec;
import io.glidepath.table.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code input}: table names and reader options are data, taken literally. */
final class InputReader {
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
    List<String> paths = paths(table);
    if (table.isGiven("format")) {
      table.oneOf("format", List.of("parquet"), "other formats are not in this version");
    }
    Optional<String> where = table.text("where", "an SQL condition");
    Map<String, String> options =
        table.object("options").map(o -> options("", o, table)).orElse(Map.of());
    table.known("format");
    table.finish();
    return new TableSpec(name, paths, where, options);
  }

  private static List<String> paths(Section table) {
    Optional<ConfigValue> value = table.value("path");
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
