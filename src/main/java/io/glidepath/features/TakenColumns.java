package io.glidepath.features;

import io.glidepath.table.UnreadColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Which columns have a role already, and whether they can play it. */
final class TakenColumns {
  private final StructType schema;
  private final List<String> names;
  private final NamedColumns named;
  private final List<String> problems;

  /** Column to the configuration key that gives it a role. */
  private final Map<String, String> roles = new LinkedHashMap<>();

  /** The same of columns that may be features too: they say where rows belong. */
  private final Map<String, String> beside = new LinkedHashMap<>();

  /**
   * @param dates whose parts are features and nothing else
   * @param problems receives a message for each column that cannot play its role
   */
  TakenColumns(StructType schema, DateColumns dates, NamedColumns named, List<String> problems) {
    this.schema = schema;
    this.names = Arrays.asList(schema.fieldNames());
    this.named = named;
    this.problems = problems;
    dates.names().forEach(part -> roles.put(part, "columns.dates"));
  }

  /** Gives a role to a column that can have no other. */
  void by(String key, String column, Predicate<DataType> allowed, String wanted) {
    String advice =
        names.contains(column) ? ColumnTypes.advice(column, type(column)) : ""; // then not needed
    by(key, column, allowed, wanted, advice);
  }

  /** The same with what is to be done where the type is not allowed. */
  void by(String key, String column, Predicate<DataType> allowed, String wanted, String advice) {
    if (!named.exists(key, column)) {
      return;
    }
    String other = roles.putIfAbsent(column, key);
    if (other != null) {
      problems.add(twoRoles(column, other, key));
      return;
    }
    if (isUnread(key, column)) {
      return;
    }
    DataType type = type(column);
    if (!allowed.test(type)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" is %s and must be %s; %s",
              key,
              column,
              type.catalogString(),
              wanted,
              advice));
    }
  }

  /** The columns that identify a row. */
  void byKey(List<String> columns) {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : columns) {
      if (!named.exists("columns.key", column)) {
        continue;
      }
      if (!seen.add(column)) {
        problems.add("columns.key: \"" + column + "\" is there twice");
      }
      beside.put(column, "columns.key");
      if (roles.containsKey(column)) {
        problems.add(twoRoles(column, roles.get(column), "columns.key"));
      }
      if (isUnread("columns.key", column)) {
        continue;
      }
      if (!ColumnTypes.hasHash(type(column))) {
        problems.add(
            String.format(
                Locale.ROOT,
                "columns.key: \"%s\" is %s, which has no hash; take another column, or a part of it"
                    + " in input.query",
                column,
                type(column).catalogString()));
      }
    }
  }

  /**
   * A column that says where rows belong together. As those of the key, it is a feature only if it
   * is named without a glob.
   */
  void besides(String key, String column, Predicate<DataType> allowed, String wanted) {
    if (!named.exists(key, column)) {
      return;
    }
    beside.put(column, key);
    if (roles.containsKey(column)) {
      problems.add(twoRoles(column, roles.get(column), key));
    } else if (!isUnread(key, column) && !allowed.test(type(column))) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" is %s and must be %s; take another column, or turn it into one in"
                  + " input.query",
              key,
              column,
              type(column).catalogString(),
              wanted));
    }
  }

  /** The key that gives a column a role; empty for one without. */
  Optional<String> role(String column) {
    return Optional.ofNullable(beside.getOrDefault(column, roles.get(column)));
  }

  /** The key of a role that leaves no room for another. */
  Optional<String> onlyRole(String column) {
    return Optional.ofNullable(roles.get(column));
  }

  /** SQLTransformer writes the table's name for one of these, and Spark a setting's value. */
  void requireWritable(String name) {
    if (name.contains("__THIS__") || name.contains("${")) {
      problems.add(
          "\""
              + name
              + "\" cannot be used: a name must hold neither __THIS__ nor ${; rename it in"
              + " input.query");
    }
  }

  /** Whether Spark cannot read a column that is needed, which is a problem. */
  boolean isUnread(String key, String column) {
    Optional<String> reason = UnreadColumn.reason(field(column));
    reason.ifPresent(r -> problems.add(key + ": " + r));
    return reason.isPresent();
  }

  static String twoRoles(String column, String one, String other) {
    return "\"" + column + "\" has two roles, " + one + " and " + other + "; it can have one";
  }

  DataType type(String column) {
    return field(column).dataType();
  }

  private StructField field(String column) {
    return schema.fields()[names.indexOf(column)];
  }
}
