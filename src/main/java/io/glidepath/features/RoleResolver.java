package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import java.util.ArrayList;
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
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** The work behind {@link ColumnRoles#resolve}: gathers every problem before it gives up. */
final class RoleResolver {
  private static final int LISTED = 30;

  private final StructType schema;
  private final List<String> names;
  private final ColumnsSpec spec;
  private final Optional<String> fold;
  private final Family family;
  private final List<String> problems = new ArrayList<>();

  /** Column to the configuration key that gives it a role, keys of rows aside. */
  private final Map<String, String> roles = new LinkedHashMap<>();

  RoleResolver(StructType schema, ColumnsSpec spec, Optional<String> fold, Family family) {
    this.schema = schema;
    this.names = Arrays.asList(schema.fieldNames());
    this.spec = spec;
    this.fold = fold;
    this.family = family;
  }

  ColumnRoles resolve() {
    LabelColumn label = label();
    spec.weight().ifPresent(w -> role("columns.weight", w, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(o -> role("columns.offset", o, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(this::checkWritable);
    fold.ifPresent(this::fold);
    checkKey();
    Set<String> chosen = chooseFeatures();
    Set<String> categories = chooseCategories(chosen);
    Map<String, Double> factors = choosePenaltyFactors(chosen);
    List<FeatureColumn> features = new ArrayList<>();
    for (String name : names) {
      if (chosen.contains(name)) {
        feature(name, categories.contains(name), factors.getOrDefault(name, 1.0))
            .ifPresent(features::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new JobFailure(ExitCode.CONFIGURATION, message());
    }
    List<String> key =
        spec.key().isEmpty()
            ? features.stream().map(FeatureColumn::name).sorted(LevelOrder.UTF8).toList()
            : spec.key();
    return new ColumnRoles(features, label, spec.weight(), spec.offset(), fold, key);
  }

  private LabelColumn label() {
    String name = spec.label();
    role(
        "columns.label",
        name,
        this::canBeLabel,
        family.twoClasses()
            ? "a number, a boolean or a string"
            : "a number or a boolean (a string of two values needs model.family = binomial and"
                + " columns.positive)");
    boolean text = names.contains(name) && ColumnTypes.isString(type(name));
    if (spec.positive().isPresent() && names.contains(name) && !text) {
      problems.add(
          String.format(
              Locale.ROOT,
              "columns.positive: \"%s\" is %s, of which %s already; leave columns.positive out",
              name,
              type(name).catalogString(),
              ColumnTypes.isBoolean(type(name)) ? "true counts as 1" : "1 counts as 1"));
    }
    return new LabelColumn(name, text, spec.positive());
  }

  private boolean canBeLabel(DataType type) {
    return ColumnTypes.isNumber(type)
        || ColumnTypes.isBoolean(type)
        || (ColumnTypes.isString(type) && family.twoClasses());
  }

  private void fold(String column) {
    // types whose values make no number can still tell groups apart
    String name = Sql.quoted(column);
    String advice =
        "select CAST("
            + name
            + " AS INT) in input.query if its values are whole numbers; otherwise pmod(xxhash64("
            + name
            + "), 10) makes 10 folds, with equal values in one";
    role("folds.column", column, ColumnTypes::isInteger, "an integer", advice);
  }

  private void role(String key, String column, Predicate<DataType> allowed, String wanted) {
    String advice =
        names.contains(column) ? ColumnTypes.advice(column, type(column)) : ""; // then not needed
    role(key, column, allowed, wanted, advice);
  }

  private void role(
      String key, String column, Predicate<DataType> allowed, String wanted, String advice) {
    if (!exists(key, column)) {
      return;
    }
    String other = roles.putIfAbsent(column, key);
    if (other != null) {
      problems.add(twoRoles(column, other, key));
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

  private void checkKey() {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : spec.key()) {
      if (!exists("columns.key", column)) {
        continue;
      }
      if (!seen.add(column)) {
        problems.add("columns.key: \"" + column + "\" is there twice");
      }
      if (roles.containsKey(column)) {
        problems.add(twoRoles(column, roles.get(column), "columns.key"));
      }
      if (type(column) instanceof MapType || type(column) instanceof VariantType) {
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

  private Set<String> chooseFeatures() {
    List<NamePattern> wanted = NamePattern.all(spec.features());
    List<NamePattern> unwanted = NamePattern.all(spec.exclude());
    Set<String> chosen = new LinkedHashSet<>();
    for (NamePattern pattern : wanted) {
      List<String> found = matches("columns.features", pattern, names);
      for (String name : found) {
        boolean exact = pattern.isExactly(name);
        boolean excluded = unwanted.stream().anyMatch(p -> p.matches(name));
        boolean excludedByName = unwanted.stream().anyMatch(p -> p.isExactly(name));
        if (exact && roles.containsKey(name)) {
          problems.add(twoRoles(name, roles.get(name), "columns.features"));
        } else if (exact && excludedByName) {
          problems.add(
              "columns.features and columns.exclude both name \""
                  + name
                  + "\"; take it out of one");
        } else if (exact || (isFree(name) && !excluded)) {
          chosen.add(name);
        }
      }
      if (!found.isEmpty() && pattern.isGlob() && found.stream().noneMatch(this::isFree)) {
        problems.add(
            "columns.features: \""
                + pattern.text()
                + "\" matches only columns that have another role ("
                + String.join(", ", found)
                + ")");
      }
    }
    for (NamePattern pattern : unwanted) {
      matches("columns.exclude", pattern, names);
    }
    return chosen;
  }

  private boolean isFree(String name) {
    return !roles.containsKey(name)
        && (!spec.key().contains(name) || spec.features().contains(name));
  }

  private Set<String> chooseCategories(Set<String> features) {
    Set<String> chosen = new LinkedHashSet<>();
    for (NamePattern pattern : NamePattern.all(spec.categorical())) {
      List<String> found = matches("columns.categorical", pattern, features);
      for (String name : found) {
        if (!ColumnTypes.isVector(type(name))) {
          chosen.add(name);
        } else if (pattern.isExactly(name)) {
          problems.add(
              "columns.categorical: \"" + name + "\" is a vector and cannot be a category");
        }
      }
    }
    return chosen;
  }

  private Map<String, Double> choosePenaltyFactors(Set<String> features) {
    Map<String, Double> byGlob = new LinkedHashMap<>();
    Map<String, Double> byName = new LinkedHashMap<>();
    spec.penaltyFactors()
        .forEach(
            (text, factor) -> {
              NamePattern pattern = new NamePattern(text);
              if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "columns.penalty-factors: \"%s\" = %s must be 0 or a positive number",
                        text,
                        factor));
              }
              for (String name : matches("columns.penalty-factors", pattern, features)) {
                (pattern.isExactly(name) ? byName : byGlob).put(name, factor);
              }
            });
    byGlob.putAll(byName);
    return byGlob;
  }

  private Optional<FeatureColumn> feature(String name, boolean category, double penaltyFactor) {
    DataType type = type(name);
    Optional<DesignColumn.Kind> kind = ColumnTypes.kind(type);
    checkWritable(name);
    if (kind.isEmpty()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "columns.features: \"%s\" is %s and cannot be a feature; %s (columns.exclude)",
              name,
              type.catalogString(),
              ColumnTypes.advice(name, type)));
    } else if (category && !Sql.hasLevelNames(type)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "columns.categorical: \"%s\" is %s; cast it in input.query to a decimal with at most"
                  + " 6 digits after the point, or to a string",
              name,
              type.catalogString()));
    }
    return kind.map(
        k ->
            new FeatureColumn(
                name, category ? DesignColumn.Kind.CATEGORICAL : k, type, penaltyFactor));
  }

  /** SQLTransformer writes the table's name for one of these, and Spark a setting's value. */
  private void checkWritable(String name) {
    if (name.contains("__THIS__") || name.contains("${")) {
      problems.add(
          "\""
              + name
              + "\" cannot be used: a name must hold neither __THIS__ nor ${; rename it in"
              + " input.query");
    }
  }

  private boolean exists(String key, String column) {
    if (names.contains(column)) {
      return true;
    }
    problems.add(
        key + ": there is no column \"" + column + "\"" + NearestName.suggestion(column, names));
    return false;
  }

  /** Columns that a pattern stands for, among those allowed; none is a problem. */
  private List<String> matches(String key, NamePattern pattern, Iterable<String> allowed) {
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
              + column.map(this::noFeature).orElse("\" matches no column" + otherwise));
    }
    return found;
  }

  /** Why a column is none. */
  private String noFeature(String column) {
    String role = spec.key().contains(column) ? "columns.key" : roles.get(column);
    return "\" matches no feature: \""
        + column
        + (role == null ? "\" is not among columns.features" : "\" has a role, " + role);
  }

  private static String twoRoles(String column, String one, String other) {
    return "\"" + column + "\" has two roles, " + one + " and " + other + "; it can have one";
  }

  private DataType type(String column) {
    return schema.fields()[names.indexOf(column)].dataType();
  }

  private String message() {
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
