package io.glidepath.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "columns.interactions = []",
        "columns.interactions = [[a, \"b*\"], [\"g?\"]]",
        "columns.lower-bounds = {}",
        "columns.positive = null",
        "model.family = poisson",
        "model.family = binomial",
        "model.theta = 1.0",
        "columns.key = null",
        "folds.group = null",
        "folds { group = g, repeats = 3 }",
        "folds { time = t, holdout = h }",
        "missing { indicator = true, numeric = median }",
        "folds.stratify = false",
        "output.predictions = no",
        "folds.count = 0",
        "folds.count = 2.0",
        "sweep.reg-param = [0]",
        "sweep.reg-param.count = 1",
        "columns.categorical.0 = zip",
        "compute.cache = disk",
        "verify.mllib = 3",
        "output.run-id = a.B-9_",
        "input.query = \"with a as (select 1) select * from a\""
      })
  void whatAsksForNothingNewIsAccepted(String assignment) {
    assertThat(Texts.load("", assignment)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "columns.categorical = zip | a list of names",
        "columns.features = [] | at least one",
        "columns.features = null | a list of names",
        "columns.features = [a, a] | every name once",
        "columns.features = [[a]] | a name",
        "columns.key = [\"\"] | a name",
        "columns.label = null | the name of a column",
        "columns.label = [a] | the name of a column",
        "columns.weight = price | another column than the one of columns.label",
        "columns.offset = \" \" | the name of a column",
        "columns.penalty-factors.x = -1 | a factor of 0 or more",
        "columns.penalty-factors.x = 1e400 | a factor of 0 or more",
        "columns.penalty-factors.x = NaN | a factor of 0 or more",
        "columns.penalty-factors.a.b = 1 | a name with dots needs quotes",
        "columns.penalty-factors = 1 | an object",
        "columns.lower-bounds.x = 1 | 0 or a negative number",
        "columns.upper-bounds.x = -1 | 0 or a positive number",
        "columns.upper-bounds.x = NaN | 0 or a positive number",
        "columns.levels = 1 | an object",
        "columns.levels.x = 1 | columns.levels.x: expected an object { min-rows, max, other }",
        "columns.levels.x.min-rows = 0 | a whole number of rows, 1 or more",
        "columns.levels.x.max = 2.5 | a whole number of levels, 1 or more",
        "columns.levels.x.other = \"\" | the name of the level of all rare ones",
        "columns.levels.x.maxx = 5 | columns.levels.x.maxx: unknown key",
        "missing.label = drop_row | did you mean drop-row?",
        "missing.numeric = level | one of error, drop-row, mean, median",
        "missing.categorical = 3 | one of error",
        "encoding = onehot | one of full, reference",
        "encoding = null | one of full, reference",
        "encoding = [full] | one of full, reference",
        "encoding { levels = { full = 1 } } | one of full, reference",
        "encoding.unseen = skip | one of zero, error",
        "encoding.unsen = error | did you mean encoding.unseen?",
        "encoding = ${NOT_SET_AT_ALL} | ${NOT_SET_AT_ALL}",
        "encoding.unseen = error, glidepath.encoding = full | a word after a part",
        "model = 3 | an object",
        "model = null | an object",
        "compute.max-alive = some | auto or a whole number of columns, 1 or more",
        "compute.max-alive = 0 | auto or a whole number of columns, 1 or more",
        "output.dense-coefficients = none | one of all, selected",
        "model.family = binomail | one of gaussian, binomial, poisson, gamma, tweedie, negative-binomial, huber (did you mean binomial?)",
        "model.family = 3 | negative-binomial, huber, found 3",
        "model.power = 2 | a number between 1 and 2, both left out",
        "model.power = 1.7 | nothing with model.family = gaussian (the key is of model.family = tweedie)",
        "model.theta = 0 | a number above 0",
        "model.huber-delta = -1 | a number above 0",
        "model.huber-delta = small | a number above 0",
        "columns.positive = yes | nothing with model.family = gaussian",
        "columns.positive = [yes] | the value of the label that counts as 1",
        "folds.stratify = true | false with model.family = gaussian",
        "folds.stratify = some | true or false",
        "model.intercept = 1 | true or false",
        "model.convention = R | one of mllib, glmnet, plain",
        "model.tolerance = 0 | a number between 0 and 1",
        "model.tolerance = tiny | a number between 0 and 1",
        "model.fold-tolerance = -1e-5 | a number between 0 and 1",
        "sweep.elastic-net-param = [] | a non-empty list",
        "sweep.elastic-net-param = 0.5 | a list of numbers in [0, 1]",
        "sweep.elastic-net-param = [0.5, 1.5] | found 1.5",
        "sweep.elastic-net-param = [-0.1] | found -0.1",
        "sweep.elastic-net-param = [1, 1.0] | every value once",
        "sweep.elastic-net-param = [NaN] | numbers in [0, 1]",
        "sweep.elastic-net-param = [null] | found null",
        "sweep.reg-param = [] | a non-empty list",
        "sweep.reg-param = 3 | { count = ..., min-ratio = ..., extend = ... } or a list",
        "sweep.reg-param = [1, -1] | numbers of 0 or more",
        "sweep.reg-param = [1e400] | numbers of 0 or more",
        "sweep.reg-param = [0.1, 1e-1] | every value once",
        "sweep.reg-param.count = 0 | a whole number of 1 or more",
        "sweep.reg-param.count = 1.5 | a whole number of 1 or more",
        "sweep.reg-param.count = 1e10 | a whole number of 1 or more",
        "sweep.reg-param.extend = yes | one of auto, off",
        "sweep.reg-param.min-ratio = 1 | auto, or a number between 0 and 1",
        "sweep.reg-param.min-ratio = 0 | auto, or a number between 0 and 1",
        "folds.count = 1 | 0 (no cross-validation) or",
        "folds.count = 1e9 | a whole number from 2 to 10000",
        "folds.count = -2 | 0 (no cross-validation) or",
        "folds.seed = 9223372036854775808 | a whole number of 64 bits",
        "folds.repeats = 0 | a whole number from 1 to 1000",
        "folds { repeats = 16, count = 10 } | at most 15 with folds.count = 10",
        "folds { repeats = 2, count = 0 } | 1 with folds.count = 0",
        "folds { repeats = 2, column = f } | 1 with folds.column",
        "folds.column = {} | the name of an integer column",
        "folds { column = f, group = g } | nothing with folds.column, which names the folds",
        "folds { column = f, time = t } | nothing with folds.column, which names the folds",
        "folds { group = g, time = t } | nothing with folds.group: a group may have rows before and",
        "folds { time = t, repeats = 2 } | 1 with folds.time: time has one order",
        "folds { time = t, count = 0 } | nothing with folds.count = 0",
        "folds { group = g, count = 0 } | nothing with folds.count = 0",
        "folds { holdout = h, count = 0 } | nothing with folds.count = 0",
        "columns.interactions = [[a]] | pairs of names or globs",
        "columns.interactions = [[a, b, c]] | pairs of names or globs",
        "columns.interactions = [a] | pairs of names or globs",
        "columns.interactions = { a = b } | a list of pairs",
        "missing.indicator = true | false with missing.numeric = error",
        "missing { indicator = true, numeric = drop-row } | which fills nothing in",
        "select.metric = auc | auc is no metric of family gaussian",
        "select.metric = calibration-slope | never selected by",
        "select.metric = rsme | did you mean rmse?",
        "select.rule = 1se | one of best, one-se, sparsest-one-se, paired-se",
        "verify.mllib = -1 | a whole number of 0 or more",
        "compute.cache = ram | one of auto, memory, disk, none",
        "compute.blas = mkl | one of auto, java, native",
        "output.path = null | a directory",
        "output.run-id = \"a b\" | 1 to 100 of",
        "output.run-id = \"..\" | 1 to 100 of",
        "output.run-id = _staging | and not",
        "output.run-id = \"a\\u0007\" | 1 to 100 of",
        "output.mode = append | one of error, overwrite, ignore",
        "output.format = delat | one of parquet, delta, iceberg (did you mean delta?)",
        "output.format = iceberg | Iceberg tables are written to catalogs only",
        "output.namespace = lake.db | nothing with this format (the key is of output.format",
        "input.tables = null | an object",
        "input.tables.houses = 3 | an object",
        "input.tables.houses = null | an object",
        "input.tables.houses.path = [] | a path or a non-empty list",
        "input.tables.houses.path = [a, a] | every path once",
        "input.tables.houses.path = {} | a path or a non-empty list",
        "input.tables.houses.format = cvs | did you mean csv?",
        "input.tables.houses { format = delta, path = [a, b] } | the directory of one delta table",
        "input.tables.houses.table = db.t | either path or table, not both",
        "input.tables.houses.schema = \"id INT\" | nothing with this format (csv and json",
        "input.tables.houses.options.versionasof = 3 | no version (versionAsOf, timestampAsOf)",
        "input.tables.houses.where = [] | an SQL condition",
        "input.tables.houses.options.x = [1] | a text, number or boolean",
        "input.tables.HOUSES.path = x | every table name once",
        "input.query = \"DROP TABLE x\" | a single SELECT",
        "input.query = \"SELECT 1; SELECT 2\" | a single SELECT",
        "columns.keys = [id] | unknown key, found the list [\"id\"]; did you mean columns.key?",
        "folds.cuont = 3 | did you mean folds.count?",
        "fold.count = 3 | did you mean folds?",
        "encodign = full | did you mean encoding?",
        "output.runid = x | did you mean output.run-id?",
        "input.tables.houses.wher = x | did you mean input.tables.houses.where?",
        "sweep.reg-param.ratio = 1 | did you mean sweep.reg-param.min-ratio?",
        "sweep.xyzxyzxyz = 1 | known here: elastic-net-param, reg-param",
        "glidepath = 3 | an object",
        "folds.count = ${NOT_SET_AT_ALL} | ${NOT_SET_AT_ALL}",
        "columns.key = [${NOT_SET_AT_ALL}] | ${NOT_SET_AT_ALL}",
        "columns.key = a ] | key=value",
        "output.path = s3a://lake | start of a comment",
      })
  void problemsAreSaidInOneLine(String assignment, String said) {
    JobFailure failure = Texts.failure("", assignment);
    assertThat(failure).as(assignment).isNotNull();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure).hasMessageContaining("a problem:").hasMessageContaining(said);
    assertThat(failure.getMessage()).contains("--set " + assignment.substring(0, 5));
  }

  @Test
  void whatIsMissingIsNamed() {
    JobFailure failure =
        catchThrowableOfType(JobFailure.class, () -> Texts.load(List.of("glidepath {}")));
    assertThat(failure)
        .hasMessageContaining("3 problems")
        .hasMessageContaining("(not set)  input.tables: expected at least one table")
        .hasMessageContaining("(not set)  columns.label: expected the name of a column")
        .hasMessageContaining("(not set)  output.path: expected a directory");
  }

  @Test
  void allProblemsComeTogetherWithFileAndLine() {
    JobFailure failure =
        Texts.failure(
            """
            glidepath {
              folds.count = 1
              model {
                tolerence = 1e-9
                tolerance = ${NOT_SET_AT_ALL}
              }
            }
            """,
            "sweep.elastic-net-param=[2]",
            "select.metric=auc");
    assertThat(failure.getMessage().lines())
        .containsExactlyInAnyOrder(
            "The configuration has 5 problems:",
            "  1.conf:2  folds.count: expected 0 (no cross-validation) or a whole number from 2 to"
                + " 10000, found 1",
            "  1.conf:4  model.tolerence: unknown key, found 1.0E-9; did you mean"
                + " model.tolerance?",
            "  1.conf:5  model.tolerance: expected a value, found ${NOT_SET_AT_ALL}, which neither"
                + " the configuration nor the environment defines",
            "  --set sweep.elastic-net-param=[2]  sweep.elastic-net-param: expected numbers in"
                + " [0, 1], found 2",
            "  --set select.metric=auc  select.metric: expected one of deviance, mse, rmse, mae, r2"
                + " (auc is no metric of family gaussian), found \"auc\"");
  }

  @Test
  void syntaxErrorsNameFileAndLine() {
    assertThat(Texts.failure("glidepath {\n folds.count = 3\n x = ]\n}"))
        .hasMessageContaining("1.conf:3")
        .hasMessageContaining("a problem");
    JobFailure two =
        catchThrowableOfType(JobFailure.class, () -> Texts.load(List.of("a = ]", "\nb = ]")));
    assertThat(two).hasMessageContaining("0.conf:1").hasMessageContaining("1.conf:2");
  }

  @Test
  void keysOutsideGlidepathThatWereMeantInsideAreFound() {
    assertThat(Texts.failure("model.tolerance = 1e-9"))
        .hasMessageContaining("1.conf:1  model: unknown key; did you mean glidepath.model?");
    assertThat(Texts.failure("glidpath.folds.count = 3"))
        .hasMessageContaining("did you mean glidepath?");
  }

  @Test
  void severalTablesNeedAQuery() {
    assertThat(Texts.failure("", "input.tables.sales.path = x"))
        .hasMessageContaining(
            "(not set)  input.query: expected a SELECT that joins the 2 tables, found nothing");
  }

  @Test
  void mllibCannotVerifyOffsetsAndPenaltyFactors() {
    assertThat(Texts.failure("", "verify.mllib=3", "columns.offset=o"))
        .hasMessageContaining("columns.offset");
    assertThat(Texts.failure("", "verify.mllib=3", "columns.penalty-factors.x=0"))
        .hasMessageContaining("columns.penalty-factors");
    assertThat(Texts.load("", "verify.mllib=3", "columns.penalty-factors.x=1")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, deviance mse rmse mae r2, auc",
    "binomial, deviance log-loss auc accuracy brier, mae",
    "poisson, deviance mse mae, accuracy"
  })
  void everyFamilyHasItsMetrics(String family, String metrics, String other) {
    for (String metric : List.of(metrics.split(" ", -1))) {
      JobSpec job = Texts.load("", "model.family=" + family, "select.metric=" + metric);
      assertThat(job.model().family().label()).isEqualTo(family);
      assertThat(job.select().metric()).isEqualTo(metric);
    }
    String allowed = "expected one of " + metrics.replace(" ", ", ");
    assertThat(Texts.failure("", "model.family=" + family, "select.metric=" + other))
        .hasMessageContaining("a problem:")
        .hasMessageContaining(allowed)
        .hasMessageContaining("(" + other + " is no metric of family " + family + ")");
    assertThat(Texts.failure("", "model.family=" + family, "select.metric=calibration-intercept"))
        .hasMessageContaining(allowed)
        .hasMessageContaining("never selected by");
  }

  @Test
  void whatGoesWithAFamilyIsNotJudgedWhenTheFamilyIsUnknown() {
    assertThat(
            Texts.failure(
                "",
                "model.family=logistic",
                "select.metric=auc",
                "folds.stratify=true",
                "columns.positive=yes"))
        .hasMessageContaining("a problem:")
        .hasMessageContaining("--set model.family=logistic  model.family: expected one of");
  }

  @Test
  void twoClassesAreOfBinomial() {
    JobSpec job =
        Texts.load("", "model.family=binomial", "columns.positive=yes", "folds.stratify=true");
    assertThat(job.columns().positive()).contains("yes");
    assertThat(job.folds().stratify()).isTrue();
    assertThat(Texts.load("", "model.family=binomial", "columns.positive=1").columns().positive())
        .contains("1");
    assertThat(Texts.failure("", "model.family=poisson", "columns.positive=yes"))
        .hasMessageContaining("columns.positive: expected nothing with model.family = poisson");
    assertThat(
            Texts.failure("", "model.family=binomial", "folds.stratify=true", "folds.column=fold"))
        .hasMessageContaining("folds.stratify: expected false with folds.column");
  }

  @Test
  void secretsStayOutOfMessages() {
    JobFailure failure =
        Texts.failure(
            """
            glidepath {
              input.tables.houses.options { fs.s3a.secret.key = [hunter2], "my.password" = [hunter2] }
              output.paht = "https://me:hunter2@host/x"
              fs.s3a.access.key = hunter2
              secret-token = hunter2
            }
            """,
            "input.tables.houses.options.session.token=[hunter2]",
            "input.tables.houses.options={\"api-key\" = [hunter2]}",
            "secret.key=hunter2");
    assertThat(failure).hasMessageContaining("problems").hasMessageContaining("***");
    assertThat(failure.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void classesDoNotDealGroupsOrTimes() {
    for (String key : List.of("group", "time")) {
      assertThat(
              Texts.failure(
                  "", "model.family=binomial", "folds.stratify=true", "folds." + key + "=x"))
          .hasMessageContaining("folds.stratify: expected false with folds." + key);
    }
  }

  @Test
  void predictionsNeedFolds() {
    assertThat(Texts.failure("", "folds.count=0", "output.predictions=true"))
        .hasMessageContaining("output.predictions: expected false with folds.count = 0");
  }

  @Test
  void selectedCoefficientsNeedFolds() {
    assertThat(Texts.failure("", "folds.count=0", "output.dense-coefficients=selected"))
        .hasMessageContaining("output.dense-coefficients: expected all with folds.count = 0");
  }
}
