package io.glidepath.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.glidepath.design.FoldSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import io.glidepath.features.CoefficientsSpec;
import io.glidepath.features.ColumnsSpec;
import io.glidepath.features.DatePart;
import io.glidepath.features.Encoding;
import io.glidepath.features.EncodingSpec;
import io.glidepath.features.LevelSpec;
import io.glidepath.features.MissingSpec;
import io.glidepath.features.Unseen;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.ml.PathSpec;
import io.glidepath.ml.VerifySpec;
import io.glidepath.output.OutputSpec;
import io.glidepath.path.AliveLimit;
import io.glidepath.path.Convention;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.SweepSpec;
import io.glidepath.select.SelectSpec;
import io.glidepath.select.SelectionRule;
import io.glidepath.table.InputSpec;
import io.glidepath.table.TableFormat;
import io.glidepath.table.TableSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {

  private static final String EVERYTHING =
      """
      glidepath {
        input {
          tables = null
          tables {
            "b.c" { path = ["s3a://lake/b", "x"], format = parquet, where = "y > 1", options { mergeSchema = true, a.b = 1.50 } }
            a { path = "data/a" }
          }
          query = "SELECT * FROM a JOIN `b.c` USING (id);"
        }
        columns {
          key = [id, day]
          label = y
          positive = null
          weight = w
          offset = o
          features = ["x*", z]
          exclude = ["*_id"]
          categorical = [zip]
          penalty-factors { "z.1" = 0, "x*" = 2.5, "a*" = 1 }
          lower-bounds { "x*" = -0.5, z = 0 }
          upper-bounds { z = 1e3 }
          interactions = [[x1, "z*"], ["g*"]]
          dates { "d*" = [year, day-of-week], day = [days] }
          levels { "z*" { min-rows = 20, max = 500 }, "z.1" { other = rest }, "a*" { max = 7 } }
        }
        missing { label = drop-row, weight = drop-row, offset = drop-row, numeric = median, categorical = level, indicator = true }
        encoding { levels = reference, unseen = error }
        model { family = gaussian, intercept = false, standardize = off, convention = glmnet, tolerance = 1e-12, fold-tolerance = 1e-9, power = 1.5, theta = 1, huber-delta = 1.35 }
        sweep { elastic-net-param = [1, 0.5, 0], reg-param { count = 7, min-ratio = 0.01, extend = off } }
        folds { count = 5, seed = -9223372036854775808, column = fold, stratify = false, repeats = 1 }
        select { metric = mae, rule = sparsest-one-se }
        verify { mllib = 0 }
        compute { blas = java, cache = none, max-alive = 500 }
        output { path = "hdfs:///out", run-id = "2026-01-05", mode = overwrite, format = iceberg, namespace = lake.glidepath, predictions = true, checkpoint = false, dense-coefficients = selected }
      }
      """;

  @Test
  void testDefaults() {
    JobSpec job = Texts.load("");

    assertThat(job.input())
        .isEqualTo(
            new InputSpec(
                List.of(
                    new TableSpec("houses", List.of("data/houses"), Optional.empty(), Map.of())),
                Optional.empty()));
    assertThat(job.columns())
        .isEqualTo(
            new ColumnsSpec(
                List.of(),
                "price",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("*"),
                List.of(),
                List.of(),
                CoefficientsSpec.factors(Map.of())));
    assertThat(job.missing())
        .isEqualTo(
            new MissingSpec(
                MissingSpec.Rows.ERROR,
                MissingSpec.Rows.ERROR,
                MissingSpec.Rows.ERROR,
                MissingSpec.Numeric.ERROR,
                MissingSpec.Categorical.ERROR));
    assertThat(job.encoding()).isEqualTo(new EncodingSpec(Encoding.FULL, Unseen.ZERO));
    assertThat(job.model())
        .isEqualTo(new ModelSpec(new Gaussian(), true, true, Convention.MLLIB, 1e-7, 1e-5));
    assertThat(job.sweep())
        .isEqualTo(
            new SweepSpec(
                List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
                new RegParamSpec(List.of(), 100, OptionalDouble.empty(), true)));
    assertThat(job.folds()).isEqualTo(new FoldSpec(10, 1, Optional.empty(), false, 1));
    assertThat(job.select()).isEqualTo(new SelectSpec("deviance", SelectionRule.PAIRED_SE));
    assertThat(job.verify()).isEqualTo(new VerifySpec(0));
    assertThat(job.blas()).isEqualTo(BlasChoice.AUTO);
    assertThat(job.output())
        .isEqualTo(
            new OutputSpec(
                "out",
                Optional.empty(),
                OutputSpec.Mode.ERROR,
                OutputSpec.Format.PARQUET,
                Optional.empty(),
                true,
                false,
                OutputSpec.DenseCoefficients.ALL));
  }

  @Test
  void testExplicitPropertyMappings() {
    JobSpec job = Texts.load(EVERYTHING);

    assertThat(job.input())
        .isEqualTo(
            new InputSpec(
                List.of(
                    new TableSpec(
                        "b.c",
                        List.of("s3a://lake/b", "x"),
                        Optional.of("y > 1"),
                        Map.of("mergeSchema", "true", "a.b", "1.50")),
                    new TableSpec("a", List.of("data/a"), Optional.empty(), Map.of())),
                Optional.of("SELECT * FROM a JOIN `b.c` USING (id)")));
    assertThat(job.columns())
        .isEqualTo(
            new ColumnsSpec(
                List.of("id", "day"),
                "y",
                Optional.empty(),
                Optional.of("w"),
                Optional.of("o"),
                List.of("x*", "z"),
                List.of("*_id"),
                List.of("zip"),
                Map.of(
                    "z*",
                    new LevelSpec(OptionalLong.of(20), OptionalInt.of(500), Optional.empty()),
                    "z.1",
                    new LevelSpec(OptionalLong.empty(), OptionalInt.empty(), Optional.of("rest")),
                    "a*",
                    new LevelSpec(OptionalLong.empty(), OptionalInt.of(7), Optional.empty())),
                Map.of(
                    "d*",
                    List.of(DatePart.YEAR, DatePart.DAY_OF_WEEK),
                    "day",
                    List.of(DatePart.DAYS)),
                List.of(List.of("x1", "z*"), List.of("g*")),
                new CoefficientsSpec(
                    Map.of("z.1", 0.0, "x*", 2.5, "a*", 1.0),
                    Map.of("x*", -0.5, "z", 0.0),
                    Map.of("z", 1e3))));
    assertThat(job.columns().levels().keySet()).containsExactly("z*", "z.1", "a*");
    assertThat(job.columns().coefficients().penaltyFactors().keySet())
        .containsExactly("z.1", "x*", "a*");
    assertThat(job.missing())
        .isEqualTo(
            new MissingSpec(
                MissingSpec.Rows.DROP_ROW,
                MissingSpec.Rows.DROP_ROW,
                MissingSpec.Rows.DROP_ROW,
                MissingSpec.Numeric.MEDIAN,
                MissingSpec.Categorical.LEVEL,
                true));
    assertThat(job.encoding()).isEqualTo(new EncodingSpec(Encoding.REFERENCE, Unseen.ERROR));
    assertThat(job.model())
        .isEqualTo(new ModelSpec(new Gaussian(), false, false, Convention.GLMNET, 1e-12, 1e-9));
    assertThat(job.sweep())
        .isEqualTo(
            new SweepSpec(
                List.of(0.0, 0.5, 1.0),
                new RegParamSpec(List.of(), 7, OptionalDouble.of(0.01)),
                new AliveLimit(OptionalInt.of(500))));
    assertThat(job.folds())
        .isEqualTo(new FoldSpec(5, Long.MIN_VALUE, Optional.of("fold"), false, 1));
    assertThat(job.select()).isEqualTo(new SelectSpec("mae", SelectionRule.SPARSEST_ONE_SE));
    assertThat(job.blas()).isEqualTo(BlasChoice.JAVA);
    assertThat(job.output())
        .isEqualTo(
            new OutputSpec(
                "hdfs:///out",
                Optional.of("2026-01-05"),
                OutputSpec.Mode.OVERWRITE,
                OutputSpec.Format.ICEBERG,
                Optional.of("lake.glidepath"),
                false,
                true,
                OutputSpec.DenseCoefficients.SELECTED));
    assertThat(Texts.load("glidepath.verify.mllib = 5").verify()).isEqualTo(new VerifySpec(5));
  }

  @ParameterizedTest
  @CsvSource({"tweedie, power, 1.7", "negative-binomial, theta, 0.25", "huber, huber-delta, 20000"})
  void aFamilyTakesItsShape(String family, String key, double value) {
    JobSpec job = Texts.load("", "model.family=" + family, "model." + key + "=" + value);
    assertThat(job.model().family())
        .isEqualTo(Family.of(family).orElseThrow().shaped(value))
        .isNotEqualTo(Texts.load("", "model.family=" + family).model().family());
    assertThat(Texts.load(List.of(job.json()))).isEqualTo(job);
    assertThat(job.fingerprint())
        .isNotEqualTo(Texts.load("", "model.family=" + family).fingerprint());
  }

  /** The defaults are written where they are read by people, too. */
  @Test
  void tablesOfOtherFormatsAndOfCatalogs() {
    JobSpec job =
        Texts.load(
            List.of(
                """
            glidepath {
              input.tables {
                d { format = delta, path = /lake/d, options { versionAsOf = 12 } }
                c { format = csv, path = c.csv, schema = "id BIGINT", options { header = true } }
                i { table = lake.db.sales, where = "year > 2020" }
              }
              input.query = "SELECT * FROM d JOIN c USING (id) JOIN i USING (id)"
              columns.label = y
              output.path = out
            }
            """));
    Optional<String> no = Optional.empty();
    assertThat(job.input().tables())
        .containsExactly(
            new TableSpec(
                "d",
                Optional.of(TableFormat.DELTA),
                List.of("/lake/d"),
                no,
                no,
                no,
                Map.of("versionAsOf", "12")),
            new TableSpec(
                "c",
                Optional.of(TableFormat.CSV),
                List.of("c.csv"),
                no,
                Optional.of("id BIGINT"),
                no,
                Map.of("header", "true")),
            new TableSpec(
                "i",
                Optional.empty(),
                List.of(),
                Optional.of("lake.db.sales"),
                no,
                Optional.of("year > 2020"),
                Map.of()));
    assertThat(Texts.load(List.of(job.json())).input()).isEqualTo(job.input());
    assertThat(Texts.load(List.of(job.json())).fingerprint()).isEqualTo(job.fingerprint());
  }

  @Test
  void theShapesOfFamiliesAreTheDefaults() {
    for (Family family : Family.all()) {
      assertThat(Texts.load("", "model.family=" + family.label()).model().family())
          .isEqualTo(family);
    }
  }

  /** Whoever adds a key to the built-in defaults has to add it to the tests too. */
  @Test
  void everyKeyIsTested() throws Exception {
    Set<String> tested = new TreeSet<>();
    Config everything = ConfigFactory.parseString(EVERYTHING);
    collect(everything.getObject("glidepath"), "", tested);
    for (String others : List.of(GROUPS, TIMES)) {
      collect(ConfigFactory.parseString(others).getObject("glidepath"), "", tested);
    }
    Set<String> known = new TreeSet<>();
    try (var stream = ConfigurationLoader.class.getResourceAsStream("/glidepath-reference.conf")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      collect(
          ConfigFactory.parseString(text, ConfigParseOptions.defaults()).getObject("glidepath"),
          "",
          known);
    }
    assertThat(tested).containsAll(known);
  }

  private static void collect(ConfigObject object, String prefix, Set<String> keys) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = prefix + ConfigUtil.quoteString(entry.getKey()).replace("\"", "");
      keys.add(key);
      if (entry.getValue() instanceof ConfigObject inner) {
        collect(inner, key + ".", keys);
      }
    }
  }

  @Test
  void laterLayersWinAndMerge() {
    JobSpec job =
        Texts.load(
            List.of(
                Texts.REQUIRED + "glidepath.folds { count = 3, seed = 3, repeats = 5 }",
                "glidepath { folds.count = 4, columns.penalty-factors { \"x*\" = 2 } }"),
            "folds.count=5",
            "glidepath.model.convention = plain",
            "columns.penalty-factors.\"a.b\"=0",
            "folds.count=6");

    assertThat(job.folds()).isEqualTo(new FoldSpec(6, 3, Optional.empty(), false, 5));
    assertThat(job.model().convention()).isEqualTo(Convention.PLAIN);
    assertThat(job.columns().coefficients().penaltyFactors())
        .isEqualTo(Map.of("x*", 2.0, "a.b", 0.0));
  }

  /** Keys that do not go with those of {@link #EVERYTHING}. */
  private static final String GROUPS = "glidepath.folds { group = g, holdout = h, repeats = 2 }";

  private static final String TIMES = "glidepath.folds { time = t, count = 3 }";

  @Test
  void foldsGoByGroupsOrTimes() {
    FoldSpec groups = Texts.load(GROUPS).folds();
    assertThat(groups.group()).contains("g");
    assertThat(groups.holdout()).contains("h");
    assertThat(groups.dealing().isForward()).isFalse();
    FoldSpec times = Texts.load(TIMES).folds();
    assertThat(times.time()).contains("t");
    assertThat(times.dealing().isForward()).isTrue();
    assertThat(times.dealing().folds()).isEqualTo(3);
  }

  @Test
  void listsAndAutomaticGridsReplaceEachOther() {
    String list = "glidepath.sweep.reg-param = [0.1, 1, 0]";
    assertThat(Texts.load(list).sweep().regParam())
        .isEqualTo(new RegParamSpec(List.of(1.0, 0.1, 0.0), 3, OptionalDouble.empty()));
    assertThat(Texts.load(list, "sweep.reg-param.count=5").sweep().regParam())
        .isEqualTo(new RegParamSpec(List.of(), 5, OptionalDouble.empty(), true));
    assertThat(Texts.load("glidepath.sweep.reg-param.min-ratio = 1e-3").sweep().regParam())
        .isEqualTo(new RegParamSpec(List.of(), 100, OptionalDouble.of(1e-3), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "encoding = reference | - | REFERENCE, ZERO",
        "encoding = reference | encoding.unseen=error | REFERENCE, ERROR",
        "encoding.unseen = error | encoding=reference | REFERENCE, ERROR",
        "encoding { levels = reference, unseen = error } | encoding=full | FULL, ERROR",
        "encoding { levels = reference, unseen = error } | encoding.unseen=zero | REFERENCE, ZERO",
        "encoding = full, encoding { levels = reference } | - | REFERENCE, ZERO",
        "encoding = reference, encoding.unseen = error | - | REFERENCE, ERROR",
        "encoding = reference, encoding { unseen = error } | - | REFERENCE, ERROR",
        "encoding : reference, encoding : { \"unseen\" : error } | - | REFERENCE, ERROR",
        "encoding.unseen = error | glidepath.encoding=${how} | REFERENCE, ERROR",
      })
  void theShortFormOfTheEncodingAndItsPartsAddUp(String file, String assignment, String expected) {
    String text = "how = reference, glidepath { " + file + " }";
    String[] assignments = assignment == null ? new String[0] : new String[] {assignment};
    EncodingSpec encoding = Texts.load(text, assignments).encoding();
    assertThat(encoding.levels() + ", " + encoding.unseen()).isEqualTo(expected);
  }

  @Test
  void globsKeepTheOrderInWhichTheyAreWritten() {
    String globs =
        """
        glidepath.columns.penalty-factors {
          "q*" = 1, "b*" = 2, "z*" = 3, "a*" = 4
          "m*" = 5
        }
        glidepath.columns.penalty-factors { "b*" = 6 }
        """;
    JobSpec job = Texts.load(globs, "columns.penalty-factors.\"aa*\"=7");

    assertThat(job.columns().coefficients().penaltyFactors().keySet())
        .containsExactly("q*", "z*", "a*", "m*", "b*", "aa*");
  }

  @Test
  void theEnvironmentIsReadWhereAFileSaysSo() {
    String path = System.getenv("PATH");
    assertThat(Texts.load("glidepath.output.path = ${PATH}\"/x\"").output().path())
        .isEqualTo(path + "/x");
    assertThat(Texts.load("glidepath.folds.count = ${?GLIDEPATH_NOT_THERE}").folds().count())
        .isEqualTo(10);
  }

  @Test
  void ownKeysMayBeReferredTo() {
    JobSpec job = Texts.load("root = \"/lake\"\nglidepath.output.path = ${root}\"/out\"");
    assertThat(job.output().path()).isEqualTo("/lake/out");
  }

  @Test
  void textIsTakenForNumbersAndBooleansAsHoconDoes() {
    JobSpec job =
        Texts.load(
            "glidepath { folds.count = \"5\", model.intercept = \"no\", columns.label = 7 }");
    assertThat(job.folds().count()).isEqualTo(5);
    assertThat(job.model().intercept()).isFalse();
    assertThat(job.columns().label()).isEqualTo("7");
  }

  @Test
  void includesAreFoundBesideTheIncludingFile() {
    SourceReader files =
        Texts.files(
            Map.of(
                "conf/a.conf",
                "include \"sub/b.conf\"\n" + Texts.REQUIRED,
                "conf/sub/b.conf",
                "glidepath { include \"c.conf\" }",
                "conf/sub/c.conf",
                "folds.count = 7"));
    assertThat(ConfigurationLoader.load(List.of("conf/a.conf"), List.of(), files).folds().count())
        .isEqualTo(7);
  }

  @Test
  void includesThatAreMissingOrCircularAreErrors() {
    SourceReader files =
        Texts.files(Map.of("a.conf", "include \"b.conf\"", "c.conf", "x = 1\ninclude \"c.conf\""));
    assertThatThrownBy(() -> ConfigurationLoader.load(List.of("a.conf"), List.of(), files))
        .hasMessageContaining("b.conf");
    assertThatThrownBy(() -> ConfigurationLoader.load(List.of("c.conf"), List.of(), files))
        .hasMessageContaining("leads back to itself");
  }

  @Test
  void aMissingFileIsMissingInput(@TempDir Path folder) {
    String missing = folder.resolve("none.conf").toString();
    for (String uri : List.of(missing, "file://" + missing, folder.toString())) {
      JobFailure failure =
          catchThrowableOfType(
              JobFailure.class, () -> ConfigurationLoader.load(List.of(uri), List.of()));
      assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT_MISSING);
      assertThat(failure).hasMessageContaining(uri);
    }
  }

  @Test
  void localFilesAreRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("ä b.conf"), Texts.REQUIRED);
    assertThat(ConfigurationLoader.load(List.of(file.toString()), List.of()).columns().label())
        .isEqualTo("price");
    assertThat(ConfigurationLoader.load(List.of(file.toUri().toString()), List.of()).blas())
        .isEqualTo(BlasChoice.AUTO);
    Path binary = Files.write(folder.resolve("x.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> ConfigurationLoader.load(List.of(binary.toString()), List.of()))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void theDefaultsAreThoseOfTheEstimator() {
    JobSpec job =
        ConfigurationLoader.load(
            List.of(), List.of("input.tables.t.path = t", "columns.label = y", "output.path = o"));
    assertThat(job.path()).usingRecursiveComparison().isEqualTo(PathSpec.USUAL);
  }

  @Test
  void theBundledExampleIsValid() {
    JobSpec job = ConfigurationLoader.load(List.of("conf/examples/ames/ames.conf"), List.of());
    String home = System.getenv().getOrDefault("GLIDEPATH_HOME", ".");
    assertThat(job.input().tables().get(0).paths())
        .containsExactly(home + "/conf/examples/ames/houses.parquet");
    assertThat(job.columns().label()).isEqualTo("Sale_Price");
  }

  @ParameterizedTest
  @CsvSource({"churn, binomial", "doctor-visits, poisson"})
  void theExamplesOfOtherFamiliesAreValid(String name, String family) {
    String file = "conf/examples/" + name + "/" + name;
    JobSpec job = ConfigurationLoader.load(List.of(file + ".conf"), List.of());
    assertThat(job.model().family().label()).isEqualTo(family);
    assertThat(job.input().tables().get(0).paths().get(0)).endsWith(file + ".parquet");
    assertThat(Path.of(file + ".parquet")).isRegularFile();
  }

  @Test
  void theExampleOfSeveralTablesIsValid() {
    JobSpec job =
        ConfigurationLoader.load(List.of("conf/examples/flights/flights.conf"), List.of());
    assertThat(job.input().tables())
        .hasSize(4)
        .allSatisfy(t -> assertThat(Path.of(t.paths().get(0))).isRegularFile());
    assertThat(job.folds().time()).contains("date");
  }
}
