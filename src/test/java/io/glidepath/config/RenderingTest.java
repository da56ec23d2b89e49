package io.glidepath.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {
  private static String fingerprint(String... assignments) {
    return Texts.load("", assignments).fingerprint();
  }

  @Test
  void isSha256() {
    assertThat(fingerprint()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "folds.count=10 | folds.count=10.0",
        "sweep.elastic-net-param=[0,1] | sweep.elastic-net-param=[1.0,0e0]",
        "sweep.reg-param=[1,0.1] | sweep.reg-param=[1e-1,1.00]",
        "sweep.reg-param={count=50,min-ratio=auto,extend=auto} | sweep.reg-param.count=50",
        "input.tables.houses.path=[\"data/houses\"] | input.tables.houses.path=data/houses",
        "columns.exclude=[a,b] | columns.exclude=[b,a]",
        "columns.categorical=[a,b] | columns.categorical=[b,a]",
        "columns.penalty-factors={a=0,b=2} | columns.penalty-factors={b=2.0,a=0}",
        "columns.levels={a={min-rows=5}} | columns.levels.a.min-rows=5.0",
        "columns.levels={} | columns.exclude=[]",
        "output.path=a | output={path=b,run-id=c,mode=ignore}",
        "compute.blas=java | verify.mllib=4",
        "input.query=\"SELECT 1\" | input.query=\"SELECT 1;\"",
        "input.tables.houses.options.secret=a | input.tables.houses.options.secret=b",
        "encoding=reference | encoding={levels=reference,unseen=zero}",
        "model.intercept=yes | model.intercept=true"
      })
  void equalMeaningGivesEqualFingerprints(String left, String right) {
    assertThat(fingerprint(left)).isEqualTo(fingerprint(right));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input.tables.houses.path=other",
        "input.tables.houses.where=\"a > 1\"",
        "input.tables.houses.options.mergeSchema=true",
        "input.query=\"SELECT 1\"",
        "columns.key=[id]",
        "columns.label=other",
        "columns.weight=w",
        "columns.offset=o",
        "columns.features=[a]",
        "columns.exclude=[a]",
        "columns.categorical=[a]",
        "columns.penalty-factors.a=0",
        "columns.lower-bounds.a=0",
        "columns.upper-bounds.a=1",
        "columns.levels.a.min-rows=1",
        "columns.levels.a.max=100000",
        "columns.levels.a.other=rest",
        "missing.label=drop-row",
        "missing.weight=drop-row",
        "missing.offset=drop-row",
        "missing.numeric=mean",
        "missing.categorical=level",
        "encoding=reference",
        "encoding.unseen=error",
        "model.intercept=false",
        "model.standardize=false",
        "model.convention=plain",
        "model.tolerance=1e-9",
        "model.fold-tolerance=1e-9",
        "sweep.elastic-net-param=[0]",
        "sweep.reg-param=[1]",
        "sweep.reg-param.count=3",
        "sweep.reg-param.min-ratio=0.1",
        "folds.count=3",
        "folds.seed=2",
        "folds.column=f",
        "select.metric=mae",
        "select.rule=best"
      })
  void everyKeyThatDecidesTheNumbersDecidesTheFingerprint(String assignment) {
    assertThat(fingerprint(assignment)).isNotEqualTo(fingerprint());
  }

  @Test
  void theFamilyAndWhatGoesWithItDecideToo() {
    String binomial = fingerprint("model.family=binomial");
    assertThat(
            List.of(
                fingerprint(),
                binomial,
                fingerprint("model.family=poisson"),
                fingerprint("model.family=binomial", "columns.positive=a"),
                fingerprint("model.family=binomial", "columns.positive=b"),
                fingerprint("model.family=binomial", "folds.stratify=true")))
        .doesNotHaveDuplicates();
    assertThat(
            fingerprint("model.family=binomial", "columns.positive=null", "folds.stratify=false"))
        .isEqualTo(binomial);
  }

  @Test
  void theFingerprintOfAConfigurationStays() {
    assertThat(fingerprint())
        .isEqualTo("c498d5c485828ca4c361031f82692c902b453d7b925eb1c58e36eca6d9ae4384");
  }

  @Test
  void theOrderOfGlobsCounts() {
    assertThat(fingerprint("columns.penalty-factors={\"a*\"=0,\"*b\"=2}"))
        .isNotEqualTo(fingerprint("columns.penalty-factors={\"*b\"=2,\"a*\"=0}"));
  }

  @Test
  void theJsonLoadsAgainAsTheSame() {
    JobSpec job =
        Texts.load(
            """
            glidepath {
              input.tables."a.\\"b\\n" { path = ["x", "ü\\uD83D\\uDE00"], options { a.b = "1" } }
              input.query = "SELECT *"
              columns.penalty-factors { "z*" = 1.5, "a*" = 0 }
              sweep.reg-param = [1e-9, 123456789012, 0.1]
              folds.column = f
            }
            """);
    JobSpec again = Texts.load(List.of(job.json()));
    assertThat(again).isEqualTo(job);
    JobSpec classes =
        Texts.load(
            "",
            "model.family=binomial",
            "columns.positive=\"a \\\"b\\\"\"",
            "folds.stratify=on",
            "select.metric=auc");
    assertThat(classes.columns().positive()).contains("a \"b\"");
    assertThat(Texts.load(List.of(classes.json()))).isEqualTo(classes);
    assertThat(ConfigFactory.parseString(job.json()).root().keySet()).containsExactly("glidepath");
  }

  @Test
  void secretsAreHidden() {
    JobSpec job =
        Texts.load(
            "",
            "input.tables.houses.path=\"ftp://me:hunter2@host/x\"",
            "input.tables.houses.options={fs.s3a.access.key=hunter2,\"fs.azure.account.key.x\"=hunter2,"
                + "password=hunter2,url=\"jdbc://a:hunter2@b\",mergeSchema=true}",
            "output.path=\"ftp://me:hunter2@host/y\"");
    assertThat(job.json())
        .doesNotContain("hunter2")
        .contains("\"mergeSchema\": \"true\"", "ftp://***@host/x");
    assertThat(job.input().tables().get(0).options()).containsEntry("password", "hunter2");
  }
}
