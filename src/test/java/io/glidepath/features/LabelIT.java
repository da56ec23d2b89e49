package io.glidepath.features;

import static io.glidepath.features.FeatureTables.DROPPING;
import static io.glidepath.features.FeatureTables.SPARK;
import static io.glidepath.features.FeatureTables.STRICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of two classes: which values there may be, and the numbers they become. */
class LabelIT {
  private static Dataset<Row> rows(String values) {
    return SPARK.sql("SELECT y, 1D * w AS w, 1D * x AS x FROM VALUES " + values + " AS t(y, w, x)");
  }

  private static ColumnsSpec columns(Optional<String> positive) {
    return new ColumnsSpec(
        List.of(),
        "y",
        positive,
        Optional.of("w"),
        Optional.empty(),
        List.of("*"),
        List.of(),
        List.of(),
        CoefficientsSpec.factors(Map.of()));
  }

  private static FeaturePipeline pipeline(
      Dataset<Row> rows, Optional<String> positive, MissingSpec missing) {
    ColumnRoles roles =
        ColumnRoles.resolve(
            rows.schema(), columns(positive), FoldColumns.NONE, new Binomial(), "UTC");
    Profile profile = Profile.of(rows, roles, missing, Encoding.FULL);
    return FeaturePipeline.of(rows.schema(), roles, profile, missing, Encoding.FULL);
  }

  private static List<Double> labels(
      Dataset<Row> rows, Optional<String> positive, MissingSpec missing) {
    FeaturePipeline pipeline = pipeline(rows, positive, missing);
    return pipeline.prepare(rows).select(pipeline.labelCol()).as(Encoders.DOUBLE()).collectAsList();
  }

  private static JobFailure failure(Dataset<Row> rows, Optional<String> positive) {
    return catchThrowableOfType(JobFailure.class, () -> labels(rows, positive, STRICT));
  }

  @Test
  void numbersAndBooleansAreTakenAsTheyAre() {
    assertThat(labels(rows("(0, 1, 1), (1, 1, 2)"), Optional.empty(), STRICT))
        .containsExactly(0.0, 1.0);
    assertThat(labels(rows("(true, 1, 1), (false, 1, 2)"), Optional.empty(), STRICT))
        .containsExactly(1.0, 0.0);
  }

  @Test
  void thePositiveStringCountsAsOne() {
    Dataset<Row> rows = rows("('yes', 1, 1), ('no', 1, 2), ('yes', 1, 3)");
    assertThat(labels(rows, Optional.of("yes"), STRICT)).containsExactly(1.0, 0.0, 1.0);
    assertThat(labels(rows, Optional.of("no"), STRICT)).containsExactly(0.0, 1.0, 0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"it's", "a\\nb", "a\\", "\"q\"", "`", "%d {0} $1", "ja 🏠", "x'y\\'z", "NaN"})
  void anyStringMayBePositive(String positive) {
    Dataset<Row> rows =
        SPARK
            .createDataset(List.of(positive, "other", "other"), Encoders.STRING())
            .selectExpr("value AS y", "1D AS w", "2D AS x");
    assertThat(labels(rows, Optional.of(positive), STRICT)).containsExactly(1.0, 0.0, 0.0);
    assertThat(failure(rows, Optional.of("nothing like it")))
        .hasMessageContaining("\"" + positive + "\" (1 row)");
  }

  @Test
  void theLabelIsReadInTheScanThatIsMadeAnyway() {
    Dataset<Row> rows =
        SPARK.sql("SELECT *, 'k' || x AS s FROM VALUES ('a', 1D, 1), ('b', 1D, 2) AS t(y, w, x)");
    ColumnRoles roles =
        ColumnRoles.resolve(
            rows.schema(), columns(Optional.of("a")), FoldColumns.NONE, new Binomial(), "UTC");
    ScanPlan plan = new ScanPlan(roles, STRICT, Encoding.FULL);
    assertThat(plan.needed()).extracting(ScanColumn::name).containsExactly("y", "s");
    Profile profile = Profile.of(rows, roles, STRICT, Encoding.FULL);
    assertThat(profile.levels().keySet()).containsExactly("s");
    assertThat(profile.rowsRead()).hasValue(2);
  }

  @Test
  void missingLabelsGoByTheirPolicyAndAreNoValue() {
    Dataset<Row> rows = rows("('yes', 1, 1), (NULL, 1, 2), ('no', 1, 3), (NULL, 0, 3)");
    assertThat(failure(rows, Optional.of("yes")))
        .hasMessageContaining("\"y\": missing (null or NaN) in 1 row; missing.label could be");
    // the row of weight 0 goes on, to be counted as such
    assertThat(labels(rows, Optional.of("yes"), DROPPING)).containsExactly(1.0, 0.0, null);
  }

  @Test
  void rowsThatDoNotTakePartHaveNoValue() {
    Dataset<Row> rows = rows("('yes', 1, 1), ('no', 1, 3), ('maybe', 0, 3), ('unknown', 1, NULL)");
    assertThat(labels(rows, Optional.of("yes"), DROPPING)).containsExactly(1.0, 0.0, 0.0);
  }

  @Test
  void withoutAPositiveValueTheTwoAreNamed() {
    JobFailure failure = failure(rows("('b', 1, 1), ('a', 7, 2), ('b', 1, 3)"), Optional.empty());
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessage(
            "columns.label: \"y\" is a string with 2 values: \"b\" (2 rows), \"a\" (1 row); set"
                + " columns.positive to the one that counts as 1");
  }

  @Test
  void aPositiveValueThatNeverOccursIsNamedWithThoseThatDo() {
    Dataset<Row> rows = rows("('yes', 1, 1), ('no', 1, 2)");
    JobFailure failure = failure(rows, Optional.of("Yes"));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("\"no\" (1 row), \"yes\" (1 row), and columns.positive is \"Yes\"")
        .hasMessageContaining("did you mean \"yes\"?");
    assertThat(failure(rows, Optional.of("positive")))
        .hasMessageContaining("columns.positive is \"positive\"; set it to the one");
  }

  @Test
  void oneValueOrThreeCannotBeToldApartAsTwo() {
    JobFailure one = failure(rows("('yes', 1, 1), ('yes', 1, 2)"), Optional.of("yes"));
    assertThat(one.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(one).hasMessageContaining("with 1 value: \"yes\" (2 rows); it must have two");
    JobFailure three =
        failure(rows("('yes', 1, 1), ('no', 1, 2), ('?', 1, 2), ('no', 1, 2)"), Optional.of("yes"));
    assertThat(three.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(three)
        .hasMessageContaining(
            "with 3 values: \"no\" (2 rows), \"?\" (1 row), \"yes\" (1 row); it must have two");
    Dataset<Row> many = SPARK.sql("SELECT 'v' || id AS y, 1D AS w, 1D AS x FROM range(12000)");
    assertThat(failure(many, Optional.empty()))
        .hasMessageContaining("with more than 10000 values: ")
        .hasMessageContaining(" (1 row), ...; it must have two values");
  }

  @Test
  void scoringNeedsNoLabel() {
    Dataset<Row> rows = rows("('yes', 1, 1), ('no', 1, 2)");
    FeaturePipeline pipeline = pipeline(rows, Optional.of("yes"), STRICT);
    assertThat(FeatureTables.matrix(pipeline, rows.drop("y", "w")))
        .isDeepEqualTo(new double[][] {{1}, {2}});
  }
}
