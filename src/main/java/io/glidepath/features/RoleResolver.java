package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.table.UnreadColumn;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** The work behind {@link ColumnRoles#resolve}: gathers every problem before it gives up. */
final class RoleResolver {
  /** What pandas calls an index without a name, which is the number of the row as a rule. */
  private static final Pattern PANDAS_INDEX = Pattern.compile("__index_level_\\d+__");

  private final StructType schema;
  private final List<String> names;
  private final ColumnsSpec spec;
  private final FoldColumns folds;
  private final Family family;
  private final DateColumns dates;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final NamedColumns named;

  /** Column to the configuration key that gives it a role, keys of rows aside. */
  private final Map<String, String> roles = new LinkedHashMap<>();

  RoleResolver(StructType input, ColumnsSpec spec, FoldColumns folds, Family family, String zone) {
    NamedColumns inInput =
        new NamedColumns(Arrays.asList(input.fieldNames()), this::noFeature, problems);
    this.dates = DateColumns.of(input, spec.dates(), zone, inInput, problems);
    this.schema = dates.schema();
    this.names = Arrays.asList(schema.fieldNames());
    this.named = new NamedColumns(names, this::noFeature, problems);
    this.spec = spec;
    this.folds = folds;
    this.family = family;
  }

  ColumnRoles resolve() {
    LabelColumn label = label();
    spec.weight().ifPresent(w -> role("columns.weight", w, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(o -> role("columns.offset", o, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(this::checkWritable);
    folds.column().ifPresent(this::fold);
    folds.holdout().ifPresent(h -> role("folds.holdout", h, ColumnTypes::isBoolean, "a boolean"));
    folds.group().ifPresent(g -> besides("folds.group", g, this::hasHash, "a type with a hash"));
    folds
        .time()
        .ifPresent(
            t -> besides("folds.time", t, ColumnTypes::isTime, "a date, a timestamp or a number"));
    checkKey();
    Set<String> chosen = chooseFeatures();
    chosen.removeIf(dates::hasParts);
    chosen.addAll(dates.names());
    Set<String> categories = Categories.of(spec.categorical(), chosen, schema, named, problems);
    dates.names().stream()
        .filter(n -> dates.part(n).orElseThrow().part().isCategory())
        .forEach(categories::add);
    Map<String, LevelRule> levels = levels(chosen, categories);
    Map<String, CoefficientTerms> terms =
        new CoefficientNumbers(chosen, named, problems).of(spec.coefficients());
    List<FeatureColumn> features = new ArrayList<>();
    for (String name : names) {
      if (chosen.contains(name)) {
        feature(name, categories.contains(name), levels.get(name), terms.get(name))
            .ifPresent(features::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new JobFailure(ExitCode.CONFIGURATION, named.message());
    }
    List<String> key =
        spec.key().isEmpty()
            ? features.stream()
                .map(FeatureColumn::column)
                .distinct()
                .sorted(LevelOrder.UTF8)
                .toList()
            : spec.key();
    return new ColumnRoles(features, label, spec.weight(), spec.offset(), folds, key, warnings);
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
    if (!named.exists(key, column)) {
      return;
    }
    String other = roles.putIfAbsent(column, key);
    if (other != null || dates.part(column).isPresent()) {
      problems.add(twoRoles(column, other == null ? "columns.dates" : other, key));
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

  private void checkKey() {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : spec.key()) {
      if (!named.exists("columns.key", column)) {
        continue;
      }
      if (!seen.add(column)) {
        problems.add("columns.key: \"" + column + "\" is there twice");
      }
      if (roles.containsKey(column)) {
        problems.add(twoRoles(column, roles.get(column), "columns.key"));
      }
      if (isUnread("columns.key", column)) {
        continue;
      }
      if (!hasHash(type(column))) {
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

  /** Spark hashes neither of these. */
  private boolean hasHash(DataType type) {
    return !(type instanceof MapType || type instanceof VariantType);
  }

  /**
   * A column that says where rows belong together. As those of the key, it is a feature only if it
   * is named without a glob.
   */
  private void besides(String key, String column, Predicate<DataType> allowed, String wanted) {
    if (!named.exists(key, column)) {
      return;
    }
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

  private Set<String> chooseFeatures() {
    List<NamePattern> wanted = NamePattern.all(spec.features());
    List<NamePattern> unwanted = NamePattern.all(spec.exclude());
    Set<String> chosen = new LinkedHashSet<>();
    Set<String> indexes = new LinkedHashSet<>();
    for (NamePattern pattern : wanted) {
      List<String> found = named.matches("columns.features", pattern, names);
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
        } else if (exact) {
          chosen.add(name);
        } else if (isFree(name) && !excluded) {
          (PANDAS_INDEX.matcher(name).matches() ? indexes : chosen).add(name);
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
      named.matches("columns.exclude", pattern, names);
    }
    indexes.removeAll(chosen);
    indexes.forEach(name -> warnings.add(indexLeftOut(name)));
    return chosen;
  }

  private static String indexLeftOut(String name) {
    return "\""
        + name
        + "\" is left out of the features: pandas writes the numbers of rows under this name. To use"
        + " it, name it in columns.features.";
  }

  private boolean isFree(String name) {
    boolean tells =
        spec.key().contains(name)
            || folds.group().filter(name::equals).isPresent()
            || folds.time().filter(name::equals).isPresent();
    return !roles.containsKey(name) && (!tells || spec.features().contains(name));
  }

  private Map<String, LevelRule> levels(Set<String> features, Set<String> categories) {
    Set<String> levelled =
        features.stream()
            .filter(f -> Categories.hasLevels(f, categories, schema))
            .collect(Collectors.toSet());
    return LevelRules.of(spec.levels(), features, levelled, named, problems);
  }

  private Optional<FeatureColumn> feature(
      String name, boolean category, LevelRule levels, CoefficientTerms terms) {
    if (isUnread("columns.features", name)) {
      return Optional.empty();
    }
    DataType type = type(name);
    Optional<FeatureColumn.Kind> kind = ColumnTypes.kind(type);
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
                name,
                dates.part(name).map(DateColumns.Part::column).orElse(name),
                dates.part(name).map(DateColumns.Part::value).orElseGet(() -> Sql.quoted(name)),
                category ? FeatureColumn.Kind.CATEGORICAL : k,
                type,
                levels,
                terms));
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

  /** Whether Spark cannot read a column that is needed, which is a problem. */
  private boolean isUnread(String key, String column) {
    Optional<String> reason = UnreadColumn.reason(field(column));
    reason.ifPresent(r -> problems.add(key + ": " + r));
    return reason.isPresent();
  }

  /** Why a column is none. */
  private String noFeature(String column) {
    String role =
        spec.key().contains(column)
            ? "columns.key"
            : folds.group().filter(column::equals).isPresent()
                ? "folds.group"
                : folds.time().filter(column::equals).isPresent()
                    ? "folds.time"
                    : roles.get(column);
    return "\""
        + column
        + (role == null ? "\" is not among columns.features" : "\" has a role, " + role);
  }

  private static String twoRoles(String column, String one, String other) {
    return "\"" + column + "\" has two roles, " + one + " and " + other + "; it can have one";
  }

  private DataType type(String column) {
    return field(column).dataType();
  }

  private StructField field(String column) {
    return schema.fields()[names.indexOf(column)];
  }
}
