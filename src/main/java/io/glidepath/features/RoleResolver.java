package io.glidepath.features;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The work behind {@link ColumnRoles#resolve}: gathers every problem before it gives up. */
final class RoleResolver {
  private final StructType schema;
  private final List<String> names;
  private final ColumnsSpec spec;
  private final FoldColumns folds;
  private final Family family;
  private final DateColumns dates;
  private final List<String> problems = new ArrayList<>();
  private final NamedColumns named;
  private final TakenColumns taken;

  RoleResolver(StructType input, ColumnsSpec spec, FoldColumns folds, Family family, String zone) {
    NamedColumns inInput =
        new NamedColumns(Arrays.asList(input.fieldNames()), this::noFeature, problems);
    this.dates = DateColumns.of(input, spec.dates(), zone, inInput, problems);
    this.schema = dates.schema();
    this.names = Arrays.asList(schema.fieldNames());
    this.named = new NamedColumns(names, this::noFeature, problems);
    this.taken = new TakenColumns(schema, dates, named, problems);
    this.spec = spec;
    this.folds = folds;
    this.family = family;
  }

  ColumnRoles resolve() {
    LabelColumn label = label();
    spec.weight().ifPresent(w -> taken.by("columns.weight", w, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(o -> taken.by("columns.offset", o, ColumnTypes::isNumber, "a number"));
    spec.offset().ifPresent(taken::requireWritable);
    folds.column().ifPresent(this::fold);
    folds
        .holdout()
        .ifPresent(h -> taken.by("folds.holdout", h, ColumnTypes::isBoolean, "a boolean"));
    folds
        .group()
        .ifPresent(
            g -> taken.besides("folds.group", g, ColumnTypes::hasHash, "a type with a hash"));
    folds
        .time()
        .ifPresent(
            t ->
                taken.besides(
                    "folds.time", t, ColumnTypes::isTime, "a date, a timestamp or a number"));
    taken.byKey(spec.key());
    FeatureChoice choice = new FeatureChoice(spec, taken, named, problems);
    Set<String> chosen = choice.among(names, dates);
    Set<String> categories = Categories.of(spec.categorical(), chosen, schema, named, problems);
    dates.names().stream()
        .filter(n -> dates.part(n).orElseThrow().part().isCategory())
        .forEach(categories::add);
    Map<String, LevelRule> levels = levels(chosen, categories);
    List<InteractionPairs.Pair> pairs = pairs(chosen, categories);
    Set<String> terminal = new LinkedHashSet<>(chosen);
    pairs.forEach(pair -> terminal.add(pair.name()));
    Map<String, CoefficientTerms> terms =
        new CoefficientNumbers(terminal, named, problems).of(spec.coefficients());
    List<FeatureColumn> features = new ArrayList<>();
    for (String name : names) {
      if (chosen.contains(name)) {
        feature(name, categories.contains(name), levels.get(name), terms.get(name))
            .ifPresent(features::add);
      }
    }
    List<String> key = spec.key().isEmpty() ? key(features) : spec.key();
    if (key.isEmpty() && !features.isEmpty()) {
      problems.add(
          "columns.key: maps cannot decide about folds, and there is no other feature; name columns"
              + " that tell rows apart");
    }
    if (!problems.isEmpty()) {
      throw new JobFailure(ExitCode.CONFIGURATION, named.message());
    }
    return new ColumnRoles(
        features,
        interactions(pairs, features, terms),
        label,
        spec.weight(),
        spec.offset(),
        folds,
        key,
        choice.warnings());
  }

  /** All features that have a hash. */
  private static List<String> key(List<FeatureColumn> features) {
    return features.stream()
        .filter(f -> ColumnTypes.hasHash(f.type()))
        .map(FeatureColumn::column)
        .distinct()
        .sorted(LevelOrder.UTF8)
        .toList();
  }

  private List<InteractionPairs.Pair> pairs(Set<String> chosen, Set<String> categories) {
    return InteractionPairs.of(
        spec.interactions(),
        names.stream().filter(chosen::contains).toList(),
        name -> !categories.contains(name) && ColumnTypes.isVector(taken.type(name)),
        named,
        problems);
  }

  private static List<FeaturePair> interactions(
      List<InteractionPairs.Pair> pairs,
      List<FeatureColumn> features,
      Map<String, CoefficientTerms> terms) {
    Map<String, FeatureColumn> byName =
        features.stream().collect(Collectors.toMap(FeatureColumn::name, f -> f));
    return pairs.stream()
        .map(
            pair ->
                new FeaturePair(
                    byName.get(pair.left()), byName.get(pair.right()), terms.get(pair.name())))
        .toList();
  }

  private LabelColumn label() {
    String name = spec.label();
    taken.by(
        "columns.label",
        name,
        this::canBeLabel,
        family.twoClasses()
            ? "a number, a boolean or a string"
            : "a number or a boolean (a string of two values needs model.family = binomial and"
                + " columns.positive)");
    boolean text = names.contains(name) && ColumnTypes.isString(taken.type(name));
    if (spec.positive().isPresent() && names.contains(name) && !text) {
      problems.add(
          String.format(
              Locale.ROOT,
              "columns.positive: \"%s\" is %s, of which %s already; leave columns.positive out",
              name,
              taken.type(name).catalogString(),
              ColumnTypes.isBoolean(taken.type(name)) ? "true counts as 1" : "1 counts as 1"));
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
    taken.by("folds.column", column, ColumnTypes::isInteger, "an integer", advice);
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
    if (taken.isUnread("columns.features", name)) {
      return Optional.empty();
    }
    DataType type = taken.type(name);
    Optional<FeatureColumn.Kind> kind = ColumnTypes.kind(type);
    taken.requireWritable(name);
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

  /** Why a column is none. */
  private String noFeature(String column) {
    Optional<String> role = taken.role(column);
    return "\""
        + column
        + role.map(r -> "\" has a role, " + r).orElse("\" is not among columns.features");
  }
}
