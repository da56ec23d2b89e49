package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.path.SurfacePoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimator on real rows: against MLlib, in pipelines, saved and loaded, repartitioned. */
class ElasticNetPathIT {
  private static final SparkSession SPARK = SharedSpark.session();
  private static final String[] FEATURES = {
    "age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"
  };

  private static Dataset<Row> diabetes() {
    return SPARK
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv("src/test/resources/reference/diabetes/table.csv");
  }

  private static ElasticNetPath estimator() {
    return new ElasticNetPath()
        .setFeaturesCols(FEATURES)
        .setLabelCol("progression")
        .setFoldCol("fold")
        .setElasticNetParam(0, 0.5, 1)
        .setRegParamCount(20);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true"})
  void agreesWithMllib(boolean standardization, boolean intercept) {
    Dataset<Row> rows =
        new VectorAssembler()
            .setInputCols(FEATURES)
            .setOutputCol("features")
            .transform(diabetes())
            .cache();
    double[] lambdas = {40, 4, 0.4};
    ElasticNetPathModel ours =
        estimator()
            .setRegParam(lambdas)
            .setStandardization(standardization)
            .setFitIntercept(intercept)
            .setTol(1e-12)
            .fit(diabetes());
    double deviation = diabetes().selectExpr("stddev_pop(progression)").head().getDouble(0);
    for (SurfacePoint point : ours.result().surface().points()) {
      if (!intercept && point.alpha() < 1) {
        continue; // MLlib scales the label by its centred deviation there
      }
      LinearRegressionModel theirs =
          new LinearRegression()
              .setLabelCol("progression")
              .setElasticNetParam(point.alpha())
              .setRegParam(point.lambda())
              .setStandardization(standardization)
              .setFitIntercept(intercept)
              .setTol(1e-14)
              .setMaxIter(10000)
              .fit(rows);
      double penalty = 0;
      for (int j = 0; j < FEATURES.length; j++) {
        double gamma = theirs.coefficients().apply(j) * ours.result().summaries().get(j).scale();
        double ridge = (1 - point.alpha()) / 2 * gamma * gamma / deviation;
        penalty += point.lambda() * (point.alpha() * Math.abs(gamma) + ridge);
      }
      double objective = theirs.summary().meanSquaredError() / 2 + penalty;
      assertThat(objective).isGreaterThan(point.objective() * (1 - 1e-10));
      if (!intercept) {
        continue; // its OWLQN stops some way before the optimum on columns that are not centred
      }
      double[] beta = point.coefficients().dense(FEATURES.length);
      for (int j = 0; j < beta.length; j++) {
        assertThat(beta[j]).isCloseTo(theirs.coefficients().apply(j), within(1e-6 * deviation));
      }
      assertThat(point.intercept()).isCloseTo(theirs.intercept(), within(1e-4));
    }
  }

  /** Vectors of 300 elements, three of them not 0, against the same as 300 columns of numbers. */
  @ParameterizedTest
  @CsvSource({"gaussian, 1", "gaussian, 3", "binomial, 3"})
  void sparseVectorsGiveTheSurfaceOfNumbers(String family, int partitions) {
    List<Row> rows = new ArrayList<>();
    List<Row> unfolded = new ArrayList<>();
    Random random = new Random(12);
    for (int i = 0; i < 500; i++) {
      int[] at = random.ints(3, 0, 300).sorted().distinct().toArray();
      double[] values = random.doubles(at.length, -1, 1).toArray();
      double eta = values[0] + (at[0] < 30 ? 1 : 0) + random.nextGaussian() / 2;
      double y = family.equals("gaussian") ? eta : eta > 0.3 ? 1 : 0;
      Vector features = Vectors.sparse(300, at, values);
      rows.add(RowFactory.create(i, y, features));
      unfolded.add(
          RowFactory.create(
              Stream.concat(Stream.of(i, y), DoubleStream.of(features.toArray()).boxed())
                  .toArray()));
    }
    StructType keyed = new StructType().add("id", "int").add("y", "double");
    Dataset<Row> sparse =
        SPARK.createDataFrame(rows, keyed.add("features", SQLDataTypes.VectorType()));
    String[] names =
        IntStream.range(0, 300).mapToObj(j -> "features[" + j + "]").toArray(String[]::new);
    StructType wide = keyed;
    for (String name : names) {
      wide = wide.add(name, "double");
    }
    Dataset<Row> dense = SPARK.createDataFrame(unfolded, wide);
    ElasticNetPath path =
        new ElasticNetPath()
            .setFamily(family)
            .setLabelCol("y")
            .setKeyCols("id")
            .setNumFolds(3)
            .setElasticNetParam(0.1, 1)
            .setRegParamCount(4)
            .setRegParamMinRatio(0.2)
            .setRegParamExtend("off")
            .setTol(1e-11)
            .setFoldTol(1e-11);
    ElasticNetPathModel found = path.fit(sparse.repartition(partitions));
    ElasticNetPathModel expected = path.setFeaturesCols(names).fit(dense.coalesce(1));
    assertThat(found.result().columns().get(7).feature()).isEqualTo("features[7]");
    List<SurfacePoint> surface = expected.result().surface().points();
    for (int i = 0; i < surface.size(); i++) {
      SurfacePoint point = found.result().surface().points().get(i);
      assertThat(point.coefficients().dense(300))
          .containsExactly(surface.get(i).coefficients().dense(300), within(1e-9));
      assertThat(point.deviance()).isCloseTo(surface.get(i).deviance(), within(1e-9));
    }
    assertThat(found.selected().gridIndex()).isEqualTo(expected.selected().gridIndex());
    double[] predicted = predicted(found.transform(sparse));
    assertThat(predicted).containsExactly(predicted(expected.transform(dense)), within(1e-9));
  }

  private static double[] predicted(Dataset<Row> rows) {
    return rows.orderBy("id").select("prediction").collectAsList().stream()
        .mapToDouble(r -> r.getDouble(0))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void partitionsDoNotMatter(int partitions) {
    ElasticNetPath estimator = estimator().setTol(1e-13).setFoldTol(1e-13);
    estimator.clear(estimator.foldCol());
    ElasticNetPathModel one = estimator.fit(diabetes().coalesce(1));
    ElasticNetPathModel many = estimator.fit(diabetes().repartition(partitions));
    assertThat(many.result().choice().orElseThrow().chosen().gridIndex())
        .isEqualTo(one.result().choice().orElseThrow().chosen().gridIndex());
    List<SurfacePoint> expected = one.result().surface().points();
    List<SurfacePoint> found = many.result().surface().points();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).coefficients().dense(10))
          .containsExactly(expected.get(i).coefficients().dense(10), within(1e-10));
    }
  }

  @Test
  void worksInPipelinesSavedAndLoaded(@TempDir Path folder) throws Exception {
    VectorAssembler assembler =
        new VectorAssembler().setInputCols(FEATURES).setOutputCol("features");
    ElasticNetPath path =
        new ElasticNetPath()
            .setLabelCol("progression")
            .setElasticNetParam(0.5, 1)
            .setRegParamCount(10)
            .setNumFolds(4);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {assembler, path});
    pipeline.save(folder.resolve("pipeline").toString());
    PipelineModel model = Pipeline.load(folder.resolve("pipeline").toString()).fit(diabetes());
    model.save(folder.resolve("model").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("model").toString());
    List<Row> before = model.transform(diabetes()).select("prediction").collectAsList();
    List<Row> after = loaded.transform(diabetes()).select("prediction").collectAsList();
    assertThat(after).isEqualTo(before);
    ElasticNetPathModel last = (ElasticNetPathModel) loaded.stages()[1];
    ElasticNetPathModel original = (ElasticNetPathModel) model.stages()[1];
    assertThat(last.surface().collectAsList()).isEqualTo(original.surface().collectAsList());
    assertThat(last.validation().where("metric NOT LIKE 'calibration-%'").count())
        .isEqualTo(2 * 10 * 4);
    assertThat(last.validation().collectAsList()).isEqualTo(original.validation().collectAsList());
    assertThat(last.result().choice()).isEqualTo(original.result().choice());
    assertThat(last.result().warnings()).isEqualTo(original.result().warnings());
    double[] beta = last.coefficients().toArray();
    Row first = diabetes().head();
    double expected = last.intercept();
    for (int j = 0; j < FEATURES.length; j++) {
      expected += beta[j] * ((Number) first.getAs(FEATURES[j])).doubleValue();
    }
    assertThat(before.get(0).getDouble(0)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void withoutFoldsNothingIsSelected() {
    ElasticNetPath estimator = estimator().setNumFolds(0);
    estimator.clear(estimator.foldCol());
    ElasticNetPathModel model = estimator.fit(diabetes());
    assertThat(model.result().validation()).isEmpty();
    assertThat(model.surface().count()).isEqualTo(60);
    assertThatThrownBy(() -> model.transform(diabetes()))
        .hasMessageContaining("no cross-validation");
  }

  @Test
  void badRowsAndSettingsAreNamed() {
    assertThatThrownBy(
            () ->
                estimator()
                    .fit(
                        diabetes()
                            .selectExpr("*", "1 as x")
                            .withColumn(
                                "bmi",
                                org.apache.spark.sql.functions.expr("if(id = 7, null, bmi)"))))
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("bmi");
    assertThatThrownBy(() -> estimator().setPenaltyFactors(1, 2).fit(diabetes()))
        .hasMessageContaining("2 values")
        .hasMessageContaining("10 columns");
    assertThatThrownBy(() -> estimator().setElasticNetParam(0.5, 1.5))
        .hasMessageContaining("elasticNetParam");
    assertThatThrownBy(() -> estimator().setElasticNetParam())
        .hasMessageContaining("elasticNetParam");
    assertThatThrownBy(() -> estimator().setElasticNetParam(1, 1))
        .hasMessageContaining("elasticNetParam");
    assertThatThrownBy(() -> estimator().setRegParam(0.1, 0.1)).hasMessageContaining("regParam");
    assertThatThrownBy(() -> estimator().setNumFolds(1)).hasMessageContaining("numFolds");
    assertThatThrownBy(() -> estimator().setNumFolds(-1)).hasMessageContaining("numFolds");
  }

  @Test
  void familyMetricAndFoldsMustFitEachOther() {
    assertThatThrownBy(() -> estimator().setFamily("logistic")).hasMessageContaining("family");
    assertThatThrownBy(() -> estimator().setMetric("calibration-slope"))
        .hasMessageContaining("metric");
    assertRefused(estimator().setMetric("auc"), "family gaussian does not have", "r2");
    assertRefused(estimator().setFamily("binomial").setMetric("mse"), "log-loss, auc");
    assertRefused(estimator().setStratify(true), "family gaussian has no classes");
    assertRefused(estimator().setFamily("binomial").setStratify(true), "foldCol names the folds");
    ElasticNetPath fitting = estimator().setFamily("poisson").setMetric("mae");
    assertThat(fitting.transformSchema(diabetes().schema()).fieldNames()).contains("prediction");
  }

  private static void assertRefused(ElasticNetPath estimator, String... words) {
    assertThatThrownBy(() -> estimator.transformSchema(diabetes().schema()))
        .isInstanceOfSatisfying(
            JobFailure.class,
            f -> {
              assertThat(f.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
              assertThat(f.getMessage()).contains(words);
            });
    assertThatThrownBy(() -> estimator.fit(diabetes())).isInstanceOf(JobFailure.class);
  }

  @Test
  void vectorsOfAnotherSizeAreNotPredictedFrom() {
    VectorAssembler ten = new VectorAssembler().setInputCols(FEATURES).setOutputCol("features");
    VectorAssembler two =
        new VectorAssembler().setInputCols(new String[] {"age", "bmi"}).setOutputCol("features");
    ElasticNetPathModel model =
        new ElasticNetPath()
            .setLabelCol("progression")
            .setNumFolds(2)
            .setElasticNetParam(1)
            .setRegParamCount(3)
            .fit(ten.transform(diabetes()));
    assertThatThrownBy(() -> model.transform(two.transform(diabetes())).collectAsList())
        .hasStackTraceContaining("a row has 2 features, and the model was fitted with 10");
  }

  @Test
  void whatIsNotDefinedIsNullAndNotNaN(@TempDir Path folder) throws Exception {
    Dataset<Row> rows =
        SPARK
            .range(6)
            .selectExpr(
                "double(id * id) x", "if(id % 2 = 0, 0.5D, double(id)) - 1.5D y", "int(id = 4) f");
    // fold 1 is one row, and its label the mean of the others: r2 compares with nothing
    ElasticNetPathModel model =
        new ElasticNetPath()
            .setFeaturesCols("x")
            .setLabelCol("y")
            .setFoldCol("f")
            .setElasticNetParam(1)
            .setRegParam(1)
            .fit(rows.withColumn("y", org.apache.spark.sql.functions.expr("if(f = 1, 0.5D, y)")));
    assertThat(model.validation().where("isnan(mean) or isnan(standard_error)").count()).isZero();
    assertThat(model.validation().where("metric = 'r2' and mean is null").count()).isEqualTo(1);
    model.save(folder.resolve("model").toString());
    ElasticNetPathModel loaded = ElasticNetPathModel.load(folder.resolve("model").toString());
    assertThat(loaded.validation().collectAsList()).isEqualTo(model.validation().collectAsList());
  }

  @Test
  void warningsReadTheSameInEveryLocale() {
    java.util.Locale before = java.util.Locale.getDefault();
    ElasticNetPath coarse = estimator().setElasticNetParam(1).setRegParam(30.5);
    ElasticNetPath edge = estimator().setElasticNetParam(1).setRegParam(30.5, 1e3);
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("ar-EG"));
      assertThat(edge.fit(diabetes()).result().warnings())
          .anyMatch(w -> w.contains("reg_param 30.50"));
      assertThat(coarse.fit(diabetes()).result().warnings()).isEmpty();
    } finally {
      java.util.Locale.setDefault(before);
    }
  }

  @Test
  void absoluteErrorsTakeOneMorePass() {
    ElasticNetPathModel model = estimator().setMetric("mae").fit(diabetes());
    assertThat(model.result().passes()).containsEntry("moments", 1).containsEntry("residuals", 1);
    assertThat(model.result().validation().orElseThrow().curves("mae").mean()[2][0])
        .isBetween(50.0, 80.0);
  }
}
