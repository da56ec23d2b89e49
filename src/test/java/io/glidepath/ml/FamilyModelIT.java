package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.family.Binomial;
import io.glidepath.path.Calibrations;
import io.glidepath.path.GridPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models of hand-made coefficients predict: eta = 1 + 2 x0 - x1 (+ o). */
class FamilyModelIT {
  private static final Calibrations CALIBRATIONS =
      new Calibrations(
          List.of(new GridPoint(0, 1)),
          new double[][] {{0.5, Double.NaN}},
          new double[][] {{0.25, 0.75}},
          List.of());

  private static Dataset<Row> rows() {
    return SharedSpark.session()
        .sql(
            "SELECT * FROM VALUES (0, 0.0D, 1.0D, 0.5D, 0D), (1, -1.5D, 0.0D, 3.0D, 0D), (2, 4.0D,"
                + " -3.0D, 0.0D, 1D), (3, -20.0D, 3.5D, 0.0D, 1D), (4, CAST(NULL AS DOUBLE), 0.0D,"
                + " 0.0D, 1D) AS t(id, x0, x1, o, label)");
  }

  private static final double[] ETA = {0, -2, 12, -42.5};

  private static ElasticNetPathModel model(String family) {
    return HandMade.model(
        HandMade.result(
            family,
            new double[] {1, 1},
            List.of(HandMade.point(0.5, 0, 2, 0, 0, 0), HandMade.point(0.5, 1, 1, 1, 2, -1)),
            2e-5,
            Optional.of(CALIBRATIONS)));
  }

  private static double probability(double eta) {
    return eta > 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));
  }

  private static void assertClasses(List<Row> scored, double[] eta) {
    for (int i = 0; i < eta.length; i++) {
      Vector raw = scored.get(i).getAs("rawPrediction");
      Vector probability = scored.get(i).getAs("probability");
      assertThat(raw.toArray()).containsExactly(new double[] {-eta[i], eta[i]}, within(1e-14));
      assertThat(probability.apply(1) / probability(eta[i])).isCloseTo(1, within(1e-12));
      assertThat(probability.apply(0) / probability(-eta[i])).isCloseTo(1, within(1e-12));
      assertThat(scored.get(i).<Double>getAs("prediction")).isEqualTo(eta[i] > 0 ? 1.0 : 0.0);
    }
    for (String column : List.of("rawPrediction", "probability", "prediction")) {
      assertThat(scored.get(eta.length).<Object>getAs(column)).isNull();
    }
  }

  @Test
  void twoClassesAreAsWithMllibsClassifiers() {
    Dataset<Row> scored = model("binomial").transform(rows()).orderBy("id");
    assertThat(scored.columns())
        .containsExactly(
            "id", "x0", "x1", "o", "label", "rawPrediction", "probability", "prediction");
    assertThat(scored.schema()).isEqualTo(model("binomial").transformSchema(rows().schema()));
    assertClasses(scored.collectAsList(), ETA);
    // of the pairs (zero, one), 12 is above both zeros and -42.5 below both
    assertThat(new BinaryClassificationEvaluator().evaluate(scored.where("id < 4"))).isEqualTo(0.5);
  }

  @Test
  void theOffsetIsPartOfTheLinearPredictor() {
    ElasticNetPathModel binomial = model("binomial");
    binomial.set(binomial.offsetCol(), "o");
    assertClasses(
        binomial.transform(rows()).orderBy("id").collectAsList(), new double[] {0.5, 1, 12, -42.5});
    ElasticNetPathModel poisson = model("poisson");
    poisson.set(poisson.offsetCol(), "o");
    assertThat(
            poisson.transform(rows()).orderBy("id").head().<Double>getAs("prediction")
                / Math.exp(0.5))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void countsArePredictedByTheirMean() {
    Dataset<Row> scored = model("poisson").transform(rows()).orderBy("id");
    assertThat(scored.columns()).containsExactly("id", "x0", "x1", "o", "label", "prediction");
    List<Row> all = scored.collectAsList();
    for (int i = 0; i < ETA.length; i++) {
      assertThat(all.get(i).<Double>getAs("prediction") / Math.exp(ETA[i]))
          .isCloseTo(1, within(1e-12));
    }
    assertThat(all.get(4).<Object>getAs("prediction")).isNull();
  }

  @Test
  void aSavedModelKeepsFamilyCalibrationAndRankError(@TempDir Path folder) throws Exception {
    PipelineModel saved =
        new PipelineModel("p", new Transformer[] {model("binomial").setParent(null)});
    saved.save(folder.resolve("model").toString());
    PipelineModel pipeline = PipelineModel.load(folder.resolve("model").toString());
    ElasticNetPathModel loaded = (ElasticNetPathModel) pipeline.stages()[0];
    assertThat(loaded.result().family()).isEqualTo(new Binomial());
    assertThat(loaded.result().validation().orElseThrow().rankError()).isEqualTo(2e-5);
    assertThat(loaded.result().rowsUsed()).isEqualTo(10);
    assertThat(loaded.result().weightUsed()).isEqualTo(25);
    Calibrations calibrations = loaded.result().calibrations().orElseThrow();
    assertThat(calibrations.points()).isEqualTo(CALIBRATIONS.points());
    assertThat(calibrations.slope()[0]).containsExactly(CALIBRATIONS.slope()[0]);
    assertThat(calibrations.intercept()[0]).containsExactly(CALIBRATIONS.intercept()[0]);
    assertThat(loaded.result().validation().orElseThrow().curves()).hasSize(1);
    assertThat(loaded.selected().gridIndex()).isEqualTo(1);
    assertClasses(pipeline.transform(rows()).orderBy("id").collectAsList(), ETA);
  }

  @Test
  void calibrationIsAmongTheScoresOfItsPoint() {
    List<Row> rows = model("binomial").validation().where("metric <> 'deviance'").collectAsList();
    assertThat(rows)
        .extracting(r -> r.getString(0) + " " + r.getInt(2) + " " + r.get(3))
        .containsExactly("calibration-slope 1 null", "calibration-intercept 1 0.5");
  }

  @Test
  void aPredictedColumnMayNotBeThereAlready() {
    assertThatThrownBy(
            () -> model("binomial").transform(rows().withColumnRenamed("label", "probability")))
        .hasMessageContaining("'probability' already exists; choose another probabilityCol");
    assertThat(
            model("poisson").transform(rows().withColumnRenamed("label", "probability")).columns())
        .contains("probability", "prediction");
    ElasticNetPathModel other = model("binomial");
    other.set(other.probabilityCol(), "p");
    other.set(other.rawPredictionCol(), "");
    assertThat(other.transform(rows()).columns())
        .containsExactly("id", "x0", "x1", "o", "label", "p", "prediction");
  }

  @Test
  void aMetricOfAnotherFamilyIsRefused() {
    assertThatThrownBy(() -> new ElasticNetPath().setFamily("poisson").setMetric("auc").fit(rows()))
        .hasMessageContaining("metric is auc")
        .hasMessageContaining("deviance, mse, mae");
    assertThatThrownBy(() -> new ElasticNetPath().setMetric("calibration-slope"))
        .hasMessageContaining("metric");
    assertThatThrownBy(() -> new ElasticNetPath().setFamily("cauchy"))
        .hasMessageContaining("family");
  }
}
