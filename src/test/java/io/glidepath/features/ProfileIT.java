package io.glidepath.features;

import static io.glidepath.features.FeatureTables.DROPPING;
import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static io.glidepath.features.FeatureTables.columns;
import static io.glidepath.features.FeatureTables.filling;
import static io.glidepath.features.FeatureTables.levels;
import static io.glidepath.features.FeatureTables.profile;
import static io.glidepath.features.FeatureTables.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIT {
  private static Dataset<Row> sql(String query) {
    return SPARK.sql(query);
  }

  private static void assertFails(ExitCode code, Runnable profile, String... parts) {
    assertThatThrownBy(profile::run)
        .isInstanceOfSatisfying(
            JobFailure.class,
            e -> {
              assertThat(e.getMessage()).contains(parts);
              assertThat(e.exitCode()).isEqualTo(code);
            });
  }

  @Test
  void numbersAndBooleansNeedNoScan() {
    // the column would fail if anything read it
    Dataset<Row> rows = sql("SELECT 1D AS y, raise_error('read') > '' AS b, 2 AS x");
    Profile profile = profile(rows, columns("y"), STRICT, Encoding.FULL);
    assertThat(profile.scanned()).isFalse();
    assertThat(profile.levels())
        .isEqualTo(Map.of("b", new Levels(List.of("false", "true"), "false")));
    assertThat(profile.surrogates()).isEmpty();
  }

  @Test
  void onlyTheColumnsThatMustBeKnownAreRead() {
    Dataset<Row> rows =
        sql(
            "SELECT CAST(raise_error('read') AS DOUBLE) AS y, 'a' AS s, raise_error('x') > '' AS b");
    assertThat(profile(rows, columns("y"), STRICT, Encoding.FULL).levels().get("s").names())
        .containsExactly("a");
    assertThatThrownBy(() -> profile(rows, columns("y"), DROPPING, Encoding.FULL))
        .hasStackTraceContaining("read");
  }

  @Test
  void levelsAreOrderedAndNamedByValue() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, s, d, CAST(d AS FLOAT) AS f, CAST(d AS DECIMAL(12,2)) AS m, l, b
            FROM VALUES ('b', 94110D, 10L, true), ('é', 1.5D, 9L, true), ('B', -0D, -1L, true),
              ('🏠', 0D, 9007199254740993L, true), ('', 1e20D, 9007199254740992L, true)
              AS t(s, d, l, b) WHERE d < 1e9
            UNION ALL SELECT 1, 'b', 2D, 2, 2, 10, true
            """);
    Profile profile = profile(rows, columns("y", "d", "f", "m", "l"), STRICT, Encoding.FULL);
    assertThat(profile.levels().get("s").names()).containsExactly("B", "b", "é", "🏠");
    for (String column : List.of("d", "f", "m")) {
      assertThat(profile.levels().get(column).names())
          .as(column)
          .containsExactly("0", "1.5", "2", "94110");
    }
    assertThat(profile.levels().get("l").names())
        .containsExactly("-1", "9", "10", "9007199254740993");
    assertThat(profile.levels().get("s").mostFrequent()).isEqualTo("b");
    assertThat(profile.levels().get("l").mostFrequent()).isEqualTo("10");
    assertThat(profile.levels().get("b").names()).containsExactly("false", "true");
    assertThat(profile(rows, columns("y"), STRICT, Encoding.REFERENCE).levels().get("b"))
        .isEqualTo(new Levels(List.of("false", "true"), "true", List.of(0.0, 1.0), false));
  }

  @Test
  void frequencyIsByWeightAndTiesGoToTheFirst() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, * FROM VALUES ('a', 'q', 1), ('a', 'p', 1), ('b', 'q', 3), ('c', 'p', 1),
              ('zero', 'zero', 0) AS t(s, u, w)
            """);
    Profile profile = profile(rows, weighted("y", "w"), STRICT, Encoding.REFERENCE);
    assertThat(profile.levels().get("s"))
        .isEqualTo(new Levels(List.of("a", "b", "c"), "b", List.of(0.5, 0.25, 0.25), false));
    assertThat(profile.levels().get("u").mostFrequent()).isEqualTo("q");
    Dataset<Row> tied = sql("SELECT 1 AS y, * FROM VALUES ('b'), ('a') AS t(s)");
    assertThat(
            profile(tied, columns("y"), STRICT, Encoding.REFERENCE)
                .levels()
                .get("s")
                .mostFrequent())
        .isEqualTo("a");
  }

  @Test
  void meansAndMediansAreWeightedOverTheRowsLeft() {
    Dataset<Row> rows =
        sql("""
            SELECT * FROM VALUES
              (1D, '1', 10, 1D), (1D, '2', NULL, 1D), (1D, 'NaN', 30, 1D), (1D, '7', 50, 2D),
              (1D, '1e9', 1, 0D), (NULL, '5', 5, 1D) AS t(y, x, i, w)
            """)
            .selectExpr("y", "CAST(x AS DOUBLE) AS x", "i", "w");
    MissingSpec mean =
        new MissingSpec(
            MissingSpec.Rows.DROP_ROW,
            MissingSpec.Rows.ERROR,
            MissingSpec.Rows.ERROR,
            MissingSpec.Numeric.MEAN,
            MissingSpec.Categorical.ERROR);
    Profile profile = profile(rows, weighted("y", "w"), mean, Encoding.FULL);
    assertThat(profile.surrogates()).containsExactly(Map.entry("x", 4.25), Map.entry("i", 35.0));
    assertThat(profile.missing()).isEqualTo(Map.of("y", 1L, "x", 1L, "i", 1L));
    assertThat(profile.dropped()).isEqualTo(Map.of("label", 1L));
    assertThat(profile.rowsRead()).hasValue(6);
    MissingSpec median =
        new MissingSpec(
            MissingSpec.Rows.DROP_ROW,
            MissingSpec.Rows.ERROR,
            MissingSpec.Rows.ERROR,
            MissingSpec.Numeric.MEDIAN,
            MissingSpec.Categorical.ERROR);
    // x: 1, 2, 7, 7; i: 10, 30, 50, 50
    assertThat(profile(rows, weighted("y", "w"), median, Encoding.FULL).surrogates())
        .containsExactly(Map.entry("x", 4.5), Map.entry("i", 40.0));
  }

  @Test
  void mediansAreThoseOfTheSortedValuesWhateverThePartitioning() {
    long seed = 99;
    Random random = new Random(seed);
    List<Row> data = new ArrayList<>();
    List<List<Double>> sorted = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 501; i++) {
      int w = random.nextInt(4);
      Double[] values = {
        random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300),
        (double) random.nextInt(7) - 3,
        i % 5 == 0 ? null : -random.nextDouble()
      };
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < w && values[c] != null; k++) {
          sorted.get(c).add(values[c]);
        }
      }
      data.add(RowFactory.create(1.0, values[0], values[1], values[2], (double) w));
    }
    StructType schema =
        new StructType()
            .add("y", "double")
            .add("a", "double")
            .add("b", "double")
            .add("c", "double")
            .add("w", "double");
    for (int partitions : new int[] {1, 3, 40}) {
      Dataset<Row> rows = SPARK.createDataFrame(data, schema).repartition(partitions);
      Profile profile =
          profile(rows, weighted("y", "w"), filling(MissingSpec.Numeric.MEDIAN), Encoding.FULL);
      for (int c = 0; c < 3; c++) {
        double[] all = sorted.get(c).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double expected = all[(all.length - 1) / 2] / 2 + all[all.length / 2] / 2;
        assertThat(profile.surrogates().get(List.of("a", "b", "c").get(c)))
            .as("seed %d, column %d, %d partitions", seed, c, partitions)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void rowsDropForTheFirstReason() {
    Dataset<Row> rows =
        sql(
            """
            SELECT y, CAST(x AS DOUBLE) AS x, s, w FROM VALUES (1D, '1', 'a', 1D),
              (CAST('NaN' AS DOUBLE), NULL, NULL, NULL), (NULL, 'NaN', 'b', 1D),
              (1D, 'NaN', NULL, 1D), (1D, '2', NULL, 1D), (1D, NULL, 'c', 1D), (NULL, NULL, NULL, 0D)
              AS t(y, x, s, w)
            """);
    Profile profile = profile(rows, weighted("y", "w"), DROPPING, Encoding.FULL);
    assertThat(profile.dropped())
        .containsExactly(
            Map.entry("weight", 1L),
            Map.entry("label", 1L),
            Map.entry("numeric", 2L),
            Map.entry("categorical", 1L));
    assertThat(profile.levels().get("s").names()).containsExactly("a");
    assertThat(profile.rowsRead()).hasValue(7);
  }

  @Test
  void missingValuesAreAnErrorWithCountsOfAllColumns() {
    Dataset<Row> rows =
        sql(
            """
            SELECT y, CAST(x AS DOUBLE) AS x, s, b, w, o FROM VALUES
              (NULL, 'NaN', NULL, NULL, 1D, 1D), (1D, NULL, NULL, true, 1D, 1D),
              (1D, 'Infinity', 'a', true, NULL, 2D), (1D, '-Infinity', 'b', true, 2D, NULL),
              (1D, '1', 'b', true, -2D, 1D), (NULL, NULL, NULL, NULL, 0D, NULL),
              (1D, '1', 'b', true, CAST('Infinity' AS DOUBLE), 1D)
              AS t(y, x, s, b, w, o)
            """);
    ColumnsSpec spec =
        new ColumnsSpec(
            List.of(),
            "y",
            Optional.empty(),
            Optional.of("w"),
            Optional.of("o"),
            List.of("*"),
            List.of(),
            List.of(),
            CoefficientsSpec.factors(Map.of()));
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows, spec, STRICT, Encoding.FULL),
        "7 rows read",
        "\"w\": missing (null or NaN) in 1 row; missing.weight could be drop-row",
        "\"w\": negative in 1 row",
        "\"w\": infinite in 1 row",
        "\"y\": missing (null or NaN) in 1 row; missing.label",
        "\"o\": missing (null or NaN) in 1 row; missing.offset",
        "\"x\": missing (null or NaN) in 2 rows; missing.numeric could be drop-row, mean or median",
        "\"x\": infinite in 1 row",
        "\"s\": missing (null or NaN) in 2 rows; missing.categorical could be drop-row or level",
        "\"b\": missing (null or NaN) in 1 row");
  }

  @Test
  void infiniteLevelsAreAnError() {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, CAST(x AS FLOAT) AS x FROM VALUES ('1'), ('Infinity') AS t(x)");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows, columns("y", "x"), STRICT, Encoding.FULL),
        "\"x\": infinite in 1 row");
    // as a string it is a level like any other
    Dataset<Row> text = sql("SELECT 1 AS y, x FROM VALUES ('1'), ('Infinity') AS t(x)");
    assertThat(profile(text, columns("y"), STRICT, Encoding.FULL).levels().get("x").names())
        .containsExactly("1", "Infinity");
  }

  @Test
  void missingIsALevelWhereSomethingIsMissing() {
    Dataset<Row> rows =
        sql(
            """
            SELECT 1 AS y, s, CAST(d AS DOUBLE) AS d, b, full FROM VALUES ('b', 'NaN', NULL, 'x'),
              (NULL, '-1', true, 'x') AS t(s, d, b, full)
            """);
    Profile profile =
        profile(rows, columns("y", "d"), filling(MissingSpec.Numeric.ERROR), Encoding.FULL);
    assertThat(profile.levels().get("s").names()).containsExactly("(missing)", "b");
    assertThat(profile.levels().get("d").names()).containsExactly("(missing)", "-1");
    assertThat(profile.levels().get("b").names()).containsExactly("(missing)", "false", "true");
    assertThat(profile.levels().get("full").names()).containsExactly("x");
    Dataset<Row> both = sql("SELECT 1 AS y, s FROM VALUES ('(missing)'), (NULL) AS t(s)");
    assertFails(
        ExitCode.CONFIGURATION,
        () -> profile(both, columns("y"), filling(MissingSpec.Numeric.ERROR), Encoding.FULL),
        "\"s\" has missing values and a level \"(missing)\"");
  }

  @Test
  void tooManyLevelsAreCounted() {
    Dataset<Row> rows =
        sql(
            "SELECT 1 AS y, 'k' || id AS s, 'k' || id % 10000 AS t, 'k' || id % 10001 AS u,"
                + " array('k' || id, 'k' || (id + 1)) AS w FROM range(12345)");
    assertFails(
        ExitCode.CONFIGURATION,
        () -> profile(rows, levels("y", "*", atMost(10000)), STRICT, Encoding.FULL),
        "\"s\" has 12345 levels, and may have 10000, \"u\" has 10001 levels, and may have 10000,"
            + " \"w\" has 12346 levels",
        "columns.levels.*.min-rows",
        "columns.levels.*.max");
    assertThat(profile(rows, columns("y"), STRICT, Encoding.FULL).levelCounts())
        .containsExactly(
            Map.entry("w", 12346),
            Map.entry("s", 12345),
            Map.entry("u", 10001),
            Map.entry("t", 10000));
  }

  private static LevelSpec atMost(int levels) {
    return new LevelSpec(OptionalLong.empty(), OptionalInt.of(levels), Optional.empty());
  }

  private static LevelSpec atLeast(long rows) {
    return new LevelSpec(OptionalLong.of(rows), OptionalInt.of(50), Optional.of("rest"));
  }

  /** Of 20,000 levels, more than a task counts, 40 have many rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rareLevelsAreCountedTogether(int partitions) {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, id % 2 AS w, IF(id % 3 = 0, 'f' || id DIV 3 % 40, 'r' || id) AS s, IF(id"
                + " < 15000, array('a', 'a', 'n' || id), array()) AS t FROM range(30000)")
            .repartition(partitions);
    Profile profile = profile(rows, levels("y", "*", atLeast(100)), STRICT, Encoding.FULL);
    Levels s = profile.levels().get("s");
    assertThat(s.names()).hasSize(41).startsWith("f0", "f1", "f10").endsWith("f9", "rest");
    assertThat(s.mostFrequent()).isEqualTo("rest");
    assertThat(s.shares().get(0)).isEqualTo(250 / 30000.0);
    assertThat(s.shares().get(40)).isEqualTo(2 / 3.0);
    Levels t = profile.tokens().get("t");
    assertThat(t).isEqualTo(new Levels(List.of("a", "rest"), "a", List.of(0.5, 0.5), true));
    Levels weighted = profile(rows, weighted("y", "w"), STRICT, Encoding.FULL).levels().get("s");
    assertThat(weighted.names()).hasSize(20 + 10000);
  }

  @Test
  void aNameThatIsMadeMustBeFree() {
    Dataset<Row> rows =
        sql("SELECT 1 AS y, s FROM VALUES ('rest'), ('rest'), ('a'), ('b'), ('b') AS t(s)");
    assertFails(
        ExitCode.CONFIGURATION,
        () -> profile(rows, levels("y", "s", atLeast(2)), STRICT, Encoding.FULL),
        "\"s\" has rare levels and a level \"rest\" as well",
        "columns.levels.*.other");
  }

  @Test
  void tokensOfBags() {
    Dataset<Row> rows =
        sql(
            "SELECT 1 AS y, t FROM VALUES (array('b', 'a', 'b')), (array()), (array('é', 'a', '')),"
                + " (NULL), (array('c', NULL)) AS t(t)");
    Profile filled = profile(rows, columns("y"), filling(MissingSpec.Numeric.ERROR), Encoding.FULL);
    assertThat(filled.tokens().get("t").names())
        .containsExactly("", "(missing)", "a", "b", "c", "é");
    assertThat(filled.tokens().get("t").shares()).containsExactly(0.2, 0.4, 0.4, 0.2, 0.2, 0.2);
    assertThat(filled.warnings()).isEmpty();
    Profile dropped = profile(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(dropped.tokens().get("t").names()).containsExactly("", "a", "b", "é");
    assertThat(dropped.dropped()).isEqualTo(Map.of("categorical", 2L));
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows, columns("y"), STRICT, Encoding.FULL),
        "\"t\": missing (null or NaN) in 2 rows; missing.categorical could be drop-row or level");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows.filter("size(t) = 0"), columns("y"), STRICT, Encoding.FULL),
        "\"t\" is an empty list in every row");
  }

  @Test
  void aLevelInNearlyEveryRowIsAWarning() {
    Profile profile =
        profile(
            sql(
                "SELECT 1 AS y, 'k' || id AS s, 'k' || id % 9 AS few, id % 11 = 0 AS b, 'k' || id %"
                    + " 10 AS half, id % 11 AS n FROM range(18)"),
            columns("y", "n"),
            STRICT,
            Encoding.FULL);
    assertThat(profile.levelCounts().keySet()).containsExactly("s", "n", "half", "few", "b");
    assertThat(profile.levelCounts()).containsEntry("s", 18).containsEntry("b", 2);
    assertThat(profile.warnings())
        .hasSize(3)
        .first()
        .asString()
        .contains(
            "\"s\" has a level in nearly every row (18 levels in 18 rows)", "columns.exclude");
    assertThat(
            profile(
                    sql("SELECT 1 AS y, 'k' || id % 10 AS half FROM range(20)"),
                    columns("y"),
                    STRICT,
                    Encoding.FULL)
                .warnings())
        .isEmpty();
  }

  @Test
  void noRowLeftIsAnError() {
    Dataset<Row> rows = sql("SELECT 1 AS y, CAST(NULL AS STRING) AS s, id * 0 AS w FROM range(4)");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows, weighted("y", "w"), STRICT, Encoding.FULL),
        "no row is left: 4 read, 4 of weight 0");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows.drop("w"), columns("y"), DROPPING, Encoding.FULL),
        "{categorical=4}");
    Dataset<Row> empty = sql("SELECT 1 AS y, CAST(NULL AS INT) AS x FROM range(2)");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(empty, columns("y"), filling(MissingSpec.Numeric.MEAN), Encoding.FULL),
        "every value is missing in \"x\"");
  }

  @Test
  void vectorsAreLookedIntoWhenTheyDropRows() {
    StructType schema = new StructType().add("y", "double").add("v", SQLDataTypes.VectorType());
    List<Row> data =
        Arrays.asList(
            RowFactory.create(1.0, null),
            RowFactory.create(1.0, Vectors.dense(1, 2, 3)),
            RowFactory.create(1.0, Vectors.sparse(3, new int[] {1}, new double[] {Double.NaN})));
    Dataset<Row> rows = SPARK.createDataFrame(data, schema);
    Profile strict = profile(rows, columns("y"), STRICT, Encoding.FULL);
    assertThat(strict.scanned()).isFalse();
    assertThat(strict.vectorNames().get("v")).containsExactly("v[0]", "v[1]", "v[2]");
    Profile dropping = profile(rows, columns("y"), DROPPING, Encoding.FULL);
    assertThat(dropping.dropped()).isEqualTo(Map.of("numeric", 2L));
    Dataset<Row> uneven =
        SPARK.createDataFrame(
            List.of(data.get(1), RowFactory.create(1.0, Vectors.dense(1))), schema);
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(uneven, columns("y"), DROPPING, Encoding.FULL),
        "\"v\": vectors of another width than the first in 1 row");
    assertFails(
        ExitCode.BAD_DATA,
        () -> profile(rows.limit(1), columns("y"), STRICT, Encoding.FULL),
        "\"v\" has no value in any row");
  }
}
