package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Columns of groups, times and rows held out, from code. */
class FoldColumnsIT {
  private static Dataset<Row> rows() {
    return SharedSpark.session()
        .range(0, 240, 1, 2)
        .selectExpr(
            "id",
            "id % 17 AS shop",
            "date_add(DATE'2024-01-01', int(id / 3)) AS day",
            "id % 7 = 3 AS held",
            "double(id * 37 % 101) AS a",
            "double(id * 53 % 97) AS b",
            "2D * (id * 37 % 101) - (id * 53 % 97) + id * 11 % 13 AS y");
  }

  private static ElasticNetPath path() {
    return new ElasticNetPath()
        .setFeaturesCols("a", "b")
        .setLabelCol("y")
        .setElasticNetParam(0.5)
        .setRegParam(1, 0.1)
        .setKeyCols("id")
        .setNumFolds(4);
  }

  @Test
  void groupsTimesAndRowsHeldOut() {
    Dataset<Row> rows = rows().cache();
    ElasticNetPathModel groups = path().setGroupCol("shop").setHoldoutCol("held").fit(rows);
    Map<Integer, double[]> sums = new HashMap<>();
    for (Row row : groups.outOfFold(rows, "id").collectAsList()) {
      double error = row.<Double>getAs("label") - row.<Double>getAs("prediction");
      double[] sum = sums.computeIfAbsent(row.getAs("fold"), f -> new double[2]);
      sum[0] += error * error;
      sum[1]++;
    }
    assertThat(sums.keySet()).isEqualTo(Set.of(0, 1, 2, 3));
    SweepResult result = groups.result();
    int chosen = result.choice().orElseThrow().chosen().gridIndex();
    double[] folds = result.scores(0, chosen).get(0).foldValues();
    sums.forEach((f, sum) -> assertThat(sum[0] / sum[1]).isCloseTo(folds[f], within(1e-9)));
    double[] errors =
        groups.transform(rows.where("held")).collectAsList().stream()
            .mapToDouble(r -> Math.pow(r.<Double>getAs("y") - r.<Double>getAs("prediction"), 2))
            .toArray();
    HoldOutScore score =
        result.holdout().stream()
            .filter(s -> s.gridIndex() == chosen && s.metric().equals("mse"))
            .findFirst()
            .orElseThrow();
    assertThat(score.rows()).isEqualTo(errors.length);
    assertThat(score.value())
        .isCloseTo(java.util.Arrays.stream(errors).average().orElseThrow(), within(1e-9));

    ElasticNetPathModel times = path().setTimeCol("day").fit(rows);
    Set<Integer> held =
        times.outOfFold(rows, "id").collectAsList().stream()
            .map(r -> r.<Integer>getAs("fold"))
            .collect(Collectors.toSet());
    assertThat(held).isEqualTo(Set.of(0, 1, 2, 3));
    assertThat(times.outOfFold(rows, "id").count()).isEqualTo(192);
    assertThat(times.result().validation().orElseThrow().folds()).isEqualTo(4);
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    refused(path().setGroupCol("shop").setTimeCol("day"), "groupCol and timeCol are both set");
    refused(path().setTimeCol("day").setNumRepeats(2), "timeCol deals the rows once");
    refused(path().setGroupCol("shop").setNumFolds(0), "groupCol is set, and numFolds = 0");
    refused(
        path().setGroupCol("shop").setFamily("binomial").setStratify(true),
        "stratify is true, and groupCol decides");
  }

  private static void refused(ElasticNetPath path, String words) {
    assertThatThrownBy(() -> path.fit(rows()))
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining(words);
  }
}
