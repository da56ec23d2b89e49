package io.glidepath.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;

/** Builds the stages feature by feature and keeps track of the columns that they make. */
final class StageColumns {
  private final Profile profile;
  private final Encoding encoding;
  private final MissingSpec missing;
  private final SafeNames names;

  private final List<String> select = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final List<String> imputedFrom = new ArrayList<>();
  private final List<String> imputedTo = new ArrayList<>();
  private final List<Double> surrogates = new ArrayList<>();
  private final List<String> levelNames = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();
  private final List<String> oneHots = new ArrayList<>();
  private final List<String[]> labels = new ArrayList<>();
  private Optional<String> offset = Optional.empty();

  private StageColumns(Profile profile, Encoding encoding, MissingSpec missing, SafeNames names) {
    this.profile = profile;
    this.encoding = encoding;
    this.missing = missing;
    this.names = names;
  }

  static StageColumns of(
      ColumnRoles roles, Profile profile, MissingSpec missing, Encoding encoding, SafeNames names) {
    StageColumns columns = new StageColumns(profile, encoding, missing, names);
    for (int i = 0; i < roles.features().size(); i++) {
      columns.add(roles.features().get(i), i);
    }
    columns.offset = roles.offset().map(o -> columns.make("offset", Sql.number(o)));
    return columns;
  }

  List<String> outputs() {
    return List.copyOf(outputs);
  }

  List<String> made() {
    return List.copyOf(made);
  }

  Optional<String> offset() {
    return offset;
  }

  List<PipelineStage> stages() {
    List<PipelineStage> stages = new ArrayList<>();
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
    if (!levelNames.isEmpty()) {
      stages.add(
          new StringIndexerModel("glidepath_levels", labels.toArray(new String[0][]))
              .setInputCols(array(levelNames))
              .setOutputCols(array(indices))
              .setHandleInvalid("keep"));
      stages.add(oneHotEncoder());
    }
    return stages;
  }

  /**
   * The indexer gives every level that is not among its labels the index behind the last of them;
   * the encoder drops just that last one. So the vector has one element for each label.
   */
  private PipelineStage oneHotEncoder() {
    int[] sizes = labels.stream().mapToInt(l -> l.length + 1).toArray();
    return new OneHotEncoderModel("glidepath_one_hot", sizes)
        .setInputCols(array(indices))
        .setOutputCols(array(oneHots))
        .setDropLast(true)
        .setHandleInvalid("error");
  }

  private void add(FeatureColumn feature, int i) {
    switch (feature.kind()) {
      case NUMERIC -> addNumber(feature, i);
      case CATEGORICAL -> addCategory(feature, i);
      case VECTOR -> outputs.add(make("v" + i, Sql.quoted(feature.name())));
    }
  }

  private void addNumber(FeatureColumn feature, int i) {
    String number = make("n" + i, Sql.number(feature.name()));
    Double surrogate = profile.surrogates().get(feature.name());
    if (surrogate == null) {
      outputs.add(number);
      return;
    }
    imputedFrom.add(number);
    imputedTo.add(output("m" + i));
    surrogates.add(surrogate);
    outputs.add(names.of("m" + i));
  }

  private void addCategory(FeatureColumn feature, int i) {
    Levels levels = profile.levels().get(feature.name());
    List<String> kept = levels.kept(encoding);
    if (ColumnTypes.isBoolean(feature.type()) && levels.names().size() == 2) {
      outputs.add(make("b" + i, indicator(feature.name(), kept.get(0))));
      return;
    }
    String level = Sql.level(feature.name(), feature.type());
    if (kept.contains("")) {
      // MLlib takes no empty string for a name
      String name = nameOfEmpty(levels.names());
      level = "CASE WHEN " + level + " = '' THEN '" + name + "' ELSE " + level + " END";
      kept = kept.stream().map(l -> l.isEmpty() ? name : l).toList();
    }
    levelNames.add(
        make(
            "l" + i,
            missing.categorical() == MissingSpec.Categorical.LEVEL
                ? "COALESCE(" + level + ", '" + Sql.MISSING + "')"
                : level));
    labels.add(kept.toArray(new String[0]));
    indices.add(output("i" + i));
    oneHots.add(output("c" + i));
    outputs.add(names.of("c" + i));
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
    // a scan has seen to it that training has no null here
    return ScanPlan.looksAtBooleans(missing, encoding) ? "COALESCE(" + number + ", 0D)" : number;
  }

  private String make(String what, String expression) {
    String name = output(what);
    select.add(expression + " AS " + name);
    return name;
  }

  private String output(String what) {
    String name = names.of(what);
    made.add(name);
    return name;
  }

  private static String[] array(List<String> list) {
    return list.toArray(new String[0]);
  }
}
