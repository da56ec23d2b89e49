package io.glidepath.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;

/** Builds the stages feature by feature and keeps track of the columns that they make. */
final class StageColumns {
  private final ColumnRoles roles;
  private final Profile profile;
  private final Encoding encoding;
  private final MissingSpec missing;
  private final SafeNames names;
  private final ScoringChecks checks;

  private final List<String> select = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final List<String> imputedFrom = new ArrayList<>();
  private final List<String> imputedTo = new ArrayList<>();
  private final List<Double> surrogates = new ArrayList<>();
  private final IndexedLevels levels = new IndexedLevels();
  private final List<Transformer> bags = new ArrayList<>();
  private final ElementStages vectors = new ElementStages();
  private final Products products = new Products();
  private Optional<String> offset = Optional.empty();

  private StageColumns(
      ColumnRoles roles,
      Profile profile,
      MissingSpec missing,
      Encoding encoding,
      SafeNames names,
      ScoringChecks checks) {
    this.roles = roles;
    this.profile = profile;
    this.encoding = encoding;
    this.missing = missing;
    this.names = names;
    this.checks = checks;
    for (int i = 0; i < roles.features().size(); i++) {
      FeatureColumn feature = roles.features().get(i);
      int at = outputs.size();
      add(feature, i);
      products.know(feature, outputs.get(at));
    }
    for (int k = 0; k < roles.interactions().size(); k++) {
      String name = names.of("x" + k);
      products.add(roles.interactions().get(k), name);
      outputs.add(name);
    }
    offset = roles.offset().map(o -> make("offset", checks.offset(o, Sql.number(Sql.quoted(o)))));
  }

  /** To train with. */
  static StageColumns of(
      ColumnRoles roles, Profile profile, MissingSpec missing, Encoding encoding, SafeNames names) {
    return new StageColumns(roles, profile, missing, encoding, names, ScoringChecks.NONE);
  }

  /** To score with; the output columns are the same. */
  StageColumns scoring(Unseen unseen) {
    ScoringChecks scoring = ScoringChecks.of(missing, unseen);
    return new StageColumns(roles, profile, missing, encoding, names, scoring);
  }

  List<String> outputs() {
    return List.copyOf(outputs);
  }

  Optional<String> offset() {
    return offset;
  }

  List<Transformer> stages() {
    List<Transformer> stages = new ArrayList<>();
    if (!select.isEmpty()) {
      stages.add(
          new SQLTransformer("glidepath_columns")
              .setStatement("SELECT *, " + String.join(", ", select) + " FROM __THIS__"));
    }
    if (!imputedFrom.isEmpty()) {
      stages.add(
          new ImputerModel(
                  "glidepath_missing",
                  array(imputedFrom),
                  surrogates.stream().mapToDouble(Double::doubleValue).toArray())
              .setInputCols(array(imputedFrom))
              .setOutputCols(array(imputedTo)));
    }
    stages.addAll(levels.stages());
    stages.addAll(bags);
    stages.addAll(vectors.stages());
    stages.addAll(products.stages());
    return stages;
  }

  private void add(FeatureColumn feature, int i) {
    switch (feature.kind()) {
      case NUMERIC -> addNumber(feature, i);
      case CATEGORICAL -> addCategory(feature, i);
      case BAG -> addBag(feature, i);
      case ARRAY, MAP -> addElements(feature, i);
      case VECTOR ->
          outputs.add(make("v" + i, checks.present(feature, Sql.quoted(feature.name()))));
    }
  }

  private void addNumber(FeatureColumn feature, int i) {
    String number = Sql.number(feature.value());
    products.isNumber(feature);
    Double surrogate = profile.surrogates().get(feature.name());
    if (surrogate == null) {
      outputs.add(make("n" + i, checks.present(feature, number)));
      return;
    }
    imputedFrom.add(make("n" + i, number));
    imputedTo.add(names.of("m" + i));
    surrogates.add(surrogate);
    outputs.add(names.of("m" + i));
    if (missing.indicator() && profile.filled(feature)) {
      addIndicator(feature, i);
    }
  }

  /** A category of one level, which is there where nothing else is; all that is known is none. */
  private void addIndicator(FeatureColumn feature, int i) {
    String isMissing = "NOT (" + Sql.present(feature.value(), feature.type()) + ")";
    String name = make("l" + i, "CASE WHEN " + isMissing + " THEN '" + Sql.MISSING + "' END");
    levels.add(name, names.of("i" + i), names.of("c" + i), List.of(Sql.MISSING), 1);
    outputs.add(names.of("c" + i));
  }

  private void addCategory(FeatureColumn feature, int i) {
    Levels all = profile.levels().get(feature.name());
    List<String> kept = all.kept(encoding);
    if (ColumnTypes.isBoolean(feature.type()) && all.names().size() == 2) {
      outputs.add(make("b" + i, indicator(feature.name(), kept.get(0))));
      products.isNumber(feature);
      return;
    }
    String level = Sql.level(feature.value(), feature.type());
    Optional<String> other = all.other();
    List<String> labels = new ArrayList<>(kept);
    boolean otherKept = other.filter(labels::remove).isPresent();
    if (checks.refusesUnseen() || other.isPresent()) {
      // behind the kept ones, where the encoder makes zeros of it
      all.names().stream()
          .filter(n -> !kept.contains(n) && !other.equals(Optional.of(n)))
          .forEach(labels::add);
    }
    if (labels.contains("")) {
      // MLlib takes no empty string for a name
      String name = nameOfEmpty(all.names());
      level = "CASE WHEN " + level + " = '' THEN '" + name + "' ELSE " + level + " END";
      labels.replaceAll(l -> l.isEmpty() ? name : l);
    }
    level =
        missing.categorical() == MissingSpec.Categorical.LEVEL
            ? "COALESCE(" + level + ", '" + Sql.MISSING + "')"
            : checks.category(feature.name(), level);
    String name = make("l" + i, level);
    levels.add(name, names.of("i" + i), names.of("c" + i), labels, kept.size());
    if (otherKept) {
      levels.unknownAreLast(names.of("o" + i));
    } else if (checks.refusesUnseen() && other.isEmpty()) {
      levels.refuseUnseen(names.of("u" + i), ScoringChecks.unknownLevel(feature.name(), name));
    }
    outputs.add(names.of("c" + i));
  }

  /** Tokens that are not known count as the other one if there is such, else nowhere. */
  private void addBag(FeatureColumn feature, int i) {
    Levels tokens = profile.tokens().get(feature.name());
    String made = make("l" + i, new BagSql(feature.name(), tokens, missing, checks).expression());
    outputs.add(names.of("c" + i));
    bags.add(
        new CountVectorizerModel("glidepath_bag_" + i, tokens.names().toArray(new String[0]))
            .setInputCol(made)
            .setOutputCol(names.of("c" + i)));
  }

  private void addElements(FeatureColumn feature, int i) {
    List<String> elements =
        feature.kind() == FeatureColumn.Kind.MAP
            ? profile.tokens().get(feature.name()).names()
            : profile.vectorNames().get(feature.name());
    Optional<String> other =
        Optional.ofNullable(profile.tokens().get(feature.name())).flatMap(Levels::other);
    ElementSql sql = new ElementSql(feature, elements, other, checks);
    String whole = make("v" + i, sql.whole());
    String vector = names.of("c" + i);
    if (sql.few()) {
      vectors.add(sql.each(whole), names.of("e" + i + "_"), vector);
    } else {
      vectors.add(sql.vector(whole), vector);
    }
    outputs.add(vector);
  }

  private static String nameOfEmpty(List<String> levels) {
    String name = "(empty)";
    while (levels.contains(name)) {
      name = "(" + name + ")";
    }
    return name;
  }

  private String indicator(String column, String level) {
    String name = Sql.quoted(column);
    String number = "CAST(" + (level.equals("true") ? name : "NOT " + name) + " AS DOUBLE)";
    if (checks.refusesMissingLevels()) {
      return checks.category(column, number);
    }
    if (checks.refusesUnseen()) {
      return "COALESCE(" + number + ", " + ScoringChecks.unknownLevel(column, "NULL") + ")";
    }
    // a scan has seen to it that training has no null here
    return ScanPlan.looksAtBooleans(missing, encoding) ? "COALESCE(" + number + ", 0D)" : number;
  }

  private String make(String what, String expression) {
    String name = names.of(what);
    select.add(expression + " AS " + name);
    return name;
  }

  private static String[] array(List<String> list) {
    return list.toArray(new String[0]);
  }
}
