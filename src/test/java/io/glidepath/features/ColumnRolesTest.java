package io.glidepath.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Gaussian;
import io.glidepath.family.Poisson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ColumnRolesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", "bigint")
          .add("price", "double")
          .add("area", "int")
          .add("zip", "int")
          .add("store_id", "int")
          .add("town", "string")
          .add("new", "boolean")
          .add("w", "float")
          .add("part", "smallint")
          .add("v", SQLDataTypes.VectorType())
          .add("cost", "decimal(12,2)");

  private static final class Spec {
    private List<String> key = List.of("id");
    private String label = "price";
    private Optional<String> positive = Optional.empty();
    private Optional<String> weight = Optional.empty();
    private Optional<String> offset = Optional.empty();
    private List<String> features = List.of("*");
    private List<String> exclude = List.of();
    private List<String> categorical = List.of();
    private Map<String, Double> factors = Map.of();

    ColumnsSpec build() {
      return new ColumnsSpec(
          key,
          label,
          positive,
          weight,
          offset,
          features,
          exclude,
          categorical,
          CoefficientsSpec.factors(factors));
    }
  }

  private static ColumnRoles resolve(Spec spec) {
    return ColumnRoles.resolve(SCHEMA, spec.build(), FoldColumns.NONE, new Gaussian(), "UTC");
  }

  private static List<String> names(ColumnRoles roles) {
    return roles.features().stream().map(FeatureColumn::name).toList();
  }

  private static void assertProblems(Spec spec, String... parts) {
    assertThatThrownBy(
            () ->
                ColumnRoles.resolve(
                    SCHEMA, spec.build(), FeatureTables.fold("part"), new Gaussian(), "UTC"))
        .isInstanceOfSatisfying(
            JobFailure.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
              assertThat(e.getMessage()).contains(parts);
            });
  }

  @Test
  void aStarIsEveryColumnWithoutAnotherRole() {
    Spec spec = new Spec();
    spec.weight = Optional.of("w");
    ColumnRoles roles =
        ColumnRoles.resolve(
            SCHEMA, spec.build(), FeatureTables.fold("part"), new Gaussian(), "UTC");
    assertThat(names(roles)).containsExactly("area", "zip", "store_id", "town", "new", "v", "cost");
    assertThat(roles.features())
        .extracting(FeatureColumn::kind)
        .containsExactly(
            FeatureColumn.Kind.NUMERIC,
            FeatureColumn.Kind.NUMERIC,
            FeatureColumn.Kind.NUMERIC,
            FeatureColumn.Kind.CATEGORICAL,
            FeatureColumn.Kind.CATEGORICAL,
            FeatureColumn.Kind.VECTOR,
            FeatureColumn.Kind.NUMERIC);
    assertThat(roles.key()).containsExactly("id");
  }

  @Test
  void theKeyIsTheFeaturesByNameUnlessGiven() {
    Spec spec = new Spec();
    spec.key = List.of();
    spec.features = List.of("zip", "area", "new");
    assertThat(resolve(spec).key()).containsExactly("area", "new", "zip");
    assertThat(names(resolve(spec))).containsExactly("area", "zip", "new");
  }

  @Test
  void aKeyColumnMayBeAFeatureWhenNamed() {
    Spec spec = new Spec();
    spec.features = List.of("i*", "area");
    assertProblems(spec, "\"i*\" matches only columns that have another role (id)");
    spec.features = List.of("id", "area");
    assertThat(names(resolve(spec))).containsExactly("id", "area");
  }

  @Test
  void exactNamesBeatGlobs() {
    Spec spec = new Spec();
    spec.features = List.of("*", "store_id");
    spec.exclude = List.of("*_id", "?", "new", "town");
    assertThat(names(resolve(spec))).containsExactly("area", "zip", "store_id", "part", "cost");
    spec.features = List.of("*");
    assertThat(names(resolve(spec))).containsExactly("area", "zip", "part", "cost");
    spec.features = List.of("*", "new");
    assertProblems(spec, "both name \"new\"");
  }

  @Test
  void laterGlobsBeatEarlierOnesAndNamesBeatBoth() {
    Spec spec = new Spec();
    spec.factors = new LinkedHashMap<>();
    spec.factors.put("zip", 7.0);
    spec.factors.put("*", 2.0);
    spec.factors.put("*o*", 3.0);
    Map<String, Double> factors = new LinkedHashMap<>();
    resolve(spec).features().forEach(f -> factors.put(f.name(), f.terms().penaltyFactor()));
    assertThat(factors)
        .containsEntry("zip", 7.0)
        .containsEntry("area", 2.0)
        .containsEntry("store_id", 3.0)
        .containsEntry("town", 3.0)
        .containsEntry("cost", 3.0);
  }

  @Test
  void categoriesAreStringsBooleansAndNumbersThatAreNamed() {
    Spec spec = new Spec();
    spec.categorical = List.of("z?p");
    assertThat(resolve(spec).features())
        .filteredOn(f -> f.kind() == FeatureColumn.Kind.CATEGORICAL)
        .extracting(FeatureColumn::name)
        .containsExactly("zip", "town", "new");
    spec.categorical = List.of("v");
    assertProblems(spec, "\"v\" is a vector");
  }

  @Test
  void everythingWrongIsInOneMessage() {
    Spec spec = new Spec();
    spec.key = List.of("id", "id", "price", "nokey");
    spec.label = "pirce";
    spec.weight = Optional.of("town");
    spec.offset = Optional.of("part");
    spec.features = List.of("*", "aera", "q*");
    spec.exclude = List.of("nix*");
    spec.categorical = List.of("price_", "id");
    spec.factors = new LinkedHashMap<>(Map.of("zzz*", 1.0, "area", -1.0));
    assertProblems(
        spec,
        "columns.label: there is no column \"pirce\"; did you mean \"price\"?",
        "columns.weight: \"town\" is string and must be a number",
        "CAST(`town` AS DOUBLE)",
        "\"part\" has two roles, columns.offset and folds.column",
        "columns.key: \"id\" is there twice",
        "columns.key: there is no column \"nokey\"",
        "columns.features: \"aera\" matches no column; did you mean \"area\"?",
        "columns.features: \"q*\" matches no column",
        "columns.exclude: \"nix*\" matches no column",
        "columns.categorical: \"price_\" matches no column; did you mean \"price\"?",
        "columns.categorical: \"id\" matches no feature: \"id\" has a role, columns.key",
        "columns.penalty-factors: \"zzz*\" matches no column",
        "columns.penalty-factors: \"area\" = -1.0 must be 0 or a positive number",
        "The columns are: id, price, area");
  }

  @Test
  void aLabelIsANumberOrABoolean() {
    Spec spec = new Spec();
    for (String label : List.of("price", "cost", "new", "w", "part", "id")) {
      spec.key = List.of();
      spec.label = label;
      assertThat(resolve(spec).label()).isEqualTo(new LabelColumn(label, false, Optional.empty()));
      assertThat(names(resolve(spec))).doesNotContain(label);
    }
    spec.label = "town";
    assertProblems(
        spec,
        "columns.label: \"town\" is string and must be a number or a boolean (a string of two values"
            + " needs model.family = binomial and columns.positive)");
    assertThatThrownBy(
            () -> ColumnRoles.resolve(SCHEMA, spec.build(), FoldColumns.NONE, new Poisson(), "UTC"))
        .hasMessageContaining("needs model.family = binomial");
  }

  @Test
  void twoClassesMayBeStringsOneOfWhichIsPositive() {
    Spec spec = new Spec();
    spec.label = "town";
    LabelColumn unsaid = classes(spec).label();
    assertThat(unsaid).isEqualTo(new LabelColumn("town", true, Optional.empty()));
    assertThatThrownBy(unsaid::requirePositive)
        .hasMessageContaining("\"town\" is a string; set columns.positive");
    spec.positive = Optional.of("Ames");
    assertThat(classes(spec).label()).isEqualTo(new LabelColumn("town", true, Optional.of("Ames")));
    classes(spec).label().requirePositive();
    spec.label = "part";
    assertThatThrownBy(() -> classes(spec))
        .hasMessageContaining("columns.positive: \"part\" is smallint, of which 1 counts as 1");
    spec.label = "new";
    assertThatThrownBy(() -> classes(spec))
        .hasMessageContaining("\"new\" is boolean, of which true counts as 1 already; leave");
    spec.label = "v";
    spec.positive = Optional.empty();
    assertThatThrownBy(() -> classes(spec))
        .hasMessageContaining("must be a number, a boolean or a string");
  }

  private static ColumnRoles classes(Spec spec) {
    return ColumnRoles.resolve(SCHEMA, spec.build(), FoldColumns.NONE, new Binomial(), "UTC");
  }

  @Test
  void theFoldColumnIsAnInteger() {
    Spec spec = new Spec();
    assertThatThrownBy(
            () ->
                ColumnRoles.resolve(
                    SCHEMA, spec.build(), FeatureTables.fold("cost"), new Gaussian(), "UTC"))
        .hasMessageContaining("folds.column: \"cost\" is decimal(12,2) and must be an integer")
        .hasMessageContaining("CAST(`cost` AS INT)");
    assertThat(
            names(
                ColumnRoles.resolve(
                    SCHEMA, spec.build(), FeatureTables.fold("part"), new Gaussian(), "UTC")))
        .doesNotContain("part");
  }

  @Test
  void typesThatAreNoNumbersAreRefusedWithAWayOut() {
    StructType schema =
        new StructType()
            .add("y", "double")
            .add("a day", "date")
            .add("t", "timestamp")
            .add("n", "timestamp_ntz")
            .add("numbers", "array<date>")
            .add("m", "map<date,int>")
            .add("k", "map<int,int>")
            .add("s", "struct<d:date,f:int>")
            .add("raw", "binary")
            .add("gone", DataTypes.NullType)
            .add("tiny", "decimal(30,20)");
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of("y", "m"),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("*", "m"),
            List.of(),
            List.of("tiny"),
            CoefficientsSpec.factors(Map.of()));
    assertThatThrownBy(
            () -> ColumnRoles.resolve(schema, spec, FoldColumns.NONE, new Gaussian(), "UTC"))
        .hasMessageContaining("\"a day\" is date and cannot be a feature")
        .hasMessageContaining("unix_date(`a day`)")
        .hasMessageContaining("unix_micros(`t`) / 1e6")
        .hasMessageContaining("unix_micros(CAST(`n` AS TIMESTAMP)) / 1e6")
        .hasMessageContaining("transform(`numbers`, x -> CAST(x AS STRING))")
        .hasMessageContaining("transform_keys(`k`, (k, v) -> CAST(k AS STRING)) AS `k`")
        .hasMessageContaining("`s`.`f`")
        .hasMessageContaining("\"raw\" is binary")
        .hasMessageContaining("\"gone\" is void")
        .hasMessageContaining("\"tiny\" is decimal(30,20); cast it")
        .hasMessageContaining("columns.key: \"m\" is map<date,int>, which has no hash")
        .hasMessageContaining("\"y\" has two roles, columns.label and columns.key");
  }

  @Test
  void rulesForLevelsGoKeyByKeyFromGlobsToNames() {
    StructType schema =
        new StructType()
            .add("y", "double")
            .add("x", "double")
            .add("zip", "string")
            .add("words", "array<string>")
            .add("z", "int");
    Map<String, LevelSpec> levels = new LinkedHashMap<>();
    levels.put("zip", new LevelSpec(OptionalLong.empty(), OptionalInt.of(9), Optional.empty()));
    levels.put("*", new LevelSpec(OptionalLong.of(5), OptionalInt.of(50), Optional.empty()));
    levels.put("w*", new LevelSpec(OptionalLong.empty(), OptionalInt.of(70), Optional.of("rest")));
    ColumnRoles roles = resolve(schema, levels);
    assertThat(roles.features())
        .extracting(FeatureColumn::kind)
        .containsExactly(
            FeatureColumn.Kind.NUMERIC,
            FeatureColumn.Kind.CATEGORICAL,
            FeatureColumn.Kind.BAG,
            FeatureColumn.Kind.CATEGORICAL);
    assertThat(roles.features())
        .extracting(FeatureColumn::levels)
        .containsExactly(
            new LevelRule(5, 50, "(other)"),
            new LevelRule(5, 9, "(other)"),
            new LevelRule(5, 70, "rest"),
            new LevelRule(5, 50, "(other)"));
    assertThat(resolve(schema, Map.of()).features().get(1).levels()).isEqualTo(LevelRule.USUAL);
    assertThatThrownBy(() -> resolve(schema, Map.of("x", levels.get("*"))))
        .hasMessageContaining("columns.levels: \"x\" matches only columns without levels");
    assertThatThrownBy(() -> resolve(schema, Map.of("q*", levels.get("*"))))
        .hasMessageContaining("columns.levels: \"q*\" matches no column");
  }

  private static ColumnRoles resolve(StructType schema, Map<String, LevelSpec> levels) {
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of(),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("*"),
            List.of(),
            List.of("z"),
            levels,
            CoefficientsSpec.factors(Map.of()));
    return ColumnRoles.resolve(schema, spec, FoldColumns.NONE, new Gaussian(), "UTC");
  }

  @Test
  void noFeatureIsOnlyForThoseWhoExcludeAll() {
    Spec spec = new Spec();
    spec.exclude = List.of("*");
    assertThat(resolve(spec).features()).isEmpty();
    StructType labelOnly = new StructType().add("price", "double").add("id", "int");
    spec.exclude = List.of();
    assertThatThrownBy(
            () ->
                ColumnRoles.resolve(
                    labelOnly, spec.build(), FoldColumns.NONE, new Gaussian(), "UTC"))
        .hasMessageContaining("\"*\" matches only columns that have another role (price, id)");
  }

  @Test
  void namesAreTakenAsTheyAre() {
    StructType schema =
        new StructType()
            .add("y", "double")
            .add("a.b", "int")
            .add("c*d", "int")
            .add("cxd", "int")
            .add("e`f, <script>", "string")
            .add("🏠", "int")
            .add("x__THIS__", "int");
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of(),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("a.b", "c*d", "e`f*", "?"),
            List.of(),
            List.of("🏠"),
            CoefficientsSpec.factors(Map.of()));
    assertThat(names(ColumnRoles.resolve(schema, spec, FoldColumns.NONE, new Gaussian(), "UTC")))
        .containsExactly("a.b", "c*d", "cxd", "e`f, <script>", "🏠");
    ColumnsSpec all =
        new ColumnsSpec(
            List.of(),
            "y",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("*"),
            List.of(),
            List.of(),
            CoefficientsSpec.factors(Map.of()));
    assertThatThrownBy(
            () -> ColumnRoles.resolve(schema, all, FoldColumns.NONE, new Gaussian(), "UTC"))
        .hasMessageContaining("\"x__THIS__\" cannot be used");
  }

  @Test
  void anIndexOfPandasIsAFeatureOnlyByName() {
    StructType schema =
        new StructType().add("y", "double").add("x", "double").add("__index_level_0__", "bigint");
    Spec spec = new Spec();
    spec.key = List.of();
    spec.label = "y";
    ColumnRoles roles =
        ColumnRoles.resolve(schema, spec.build(), FoldColumns.NONE, new Gaussian(), "UTC");
    assertThat(names(roles)).containsExactly("x");
    assertThat(roles.key()).containsExactly("x");
    assertThat(roles.warnings())
        .singleElement()
        .asString()
        .contains("\"__index_level_0__\" is left out", "pandas", "columns.features");
    spec.features = List.of("*", "__index_level_0__");
    roles = ColumnRoles.resolve(schema, spec.build(), FoldColumns.NONE, new Gaussian(), "UTC");
    assertThat(names(roles)).containsExactly("x", "__index_level_0__");
    assertThat(roles.warnings()).isEmpty();
    spec.features = List.of("*");
    spec.exclude = List.of("__index*");
    roles = ColumnRoles.resolve(schema, spec.build(), FoldColumns.NONE, new Gaussian(), "UTC");
    assertThat(roles.warnings()).isEmpty();
  }
}
