package io.glidepath.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.family.Binomial;
import io.glidepath.family.Family;
import io.glidepath.family.Gaussian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design of these tests: area, zone=a.b, zone=c. */
class StockModelIT {
  private static final double[] BETA = {2, 10, -4};
  private static final List<Integer> WIDTHS = List.of(1, 2);

  private final SparkSession spark = SharedSpark.session();

  @TempDir Path scratch;

  private Dataset<Row> rows() {
    return spark.sql(
        "SELECT * FROM VALUES (1, 3.0D, 'a.b', 0.5D), (2, 1.0D, 'c', 0.0D), (3, 2.0D, 'new', -1.0D)"
            + " AS t(id, area, zone, known) ORDER BY id");
  }

  private PipelineModel model(Optional<String> offset, double[] beta, double intercept) {
    return model("gaussian", offset, beta, intercept);
  }

  private StockPipeline pipeline(String family, Optional<String> offset) {
    Transformer names =
        new SQLTransformer("safe").setStatement("SELECT *, area AS _f0, zone AS _f1 FROM __THIS__");
    Transformer index =
        new StringIndexerModel("index", new String[] {"a.b", "c"})
            .setInputCols(new String[] {"_f1"})
            .setOutputCols(new String[] {"_f1_index"})
            .setHandleInvalid("keep");
    OneHotEncoder encoder =
        new OneHotEncoder("encode")
            .setInputCols(new String[] {"_f1_index"})
            .setOutputCols(new String[] {"_f1_levels"})
            .setDropLast(true)
            .setHandleInvalid("error");
    Dataset<Row> indexed = index.transform(spark.sql("SELECT explode(array('a.b', 'c')) AS `_f1`"));
    return new StockPipeline(
        Family.of(family).orElseThrow(),
        List.of(names, index, encoder.fit(indexed)),
        List.of("_f0", "_f1_levels"),
        WIDTHS,
        "features",
        "prediction",
        "probability",
        "rawPrediction",
        "price",
        offset);
  }

  private PipelineModel model(String family, Optional<String> offset, double[] beta, double b) {
    return StockModel.with(StockModel.whole(pipeline(family, offset)), WIDTHS, beta, b);
  }

  private List<Double> predictions(PipelineModel model) {
    Dataset<Row> scored = model.transform(rows());
    assertThat(scored.columns()).containsExactly("id", "area", "zone", "known", "prediction");
    return scored.orderBy("id").collectAsList().stream()
        .map(r -> r.<Double>getAs("prediction"))
        .toList();
  }

  @Test
  void predictsAsComputedByHandAfterSaveAndLoad() throws Exception {
    PipelineModel model = model(Optional.empty(), BETA, 100);
    assertThat(predictions(model)).containsExactly(116.0, 98.0, 104.0);
    PipelineModel loaded = savedAndLoaded(model);
    assertThat(predictions(loaded)).containsExactly(116.0, 98.0, 104.0);
    LinearRegressionModel linear = (LinearRegressionModel) loaded.stages()[4];
    assertThat(linear.coefficients().toArray()).containsExactly(BETA);
    assertThat(linear.getLabelCol()).isEqualTo("price");
    assertThat(linear.hasSummary()).isFalse();
    try (Stream<Path> files = Files.walk(scratch.resolve("model/stages"))) {
      assertThat(
              files
                  .filter(f -> f.getParent().endsWith("metadata") && f.toString().endsWith(".txt"))
                  .map(StockModelIT::text))
          .hasSize(6)
          .allMatch(t -> t.contains("\"class\":\"org.apache.spark.ml."));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void addsTheOffsetAfterSaveAndLoad() throws Exception {
    PipelineModel loaded = savedAndLoaded(model(Optional.of("known"), BETA, 100));
    assertThat(predictions(loaded)).containsExactly(116.5, 98.0, 103.0);
    GeneralizedLinearRegressionModel glm = (GeneralizedLinearRegressionModel) loaded.stages()[4];
    assertThat(glm.getFamily()).isEqualTo("gaussian");
    assertThat(glm.getLink()).isEqualTo("identity");
    assertThat(glm.getOffsetCol()).isEqualTo("known");
    PipelineModel other = StockModel.with(loaded, WIDTHS, new double[] {0, 0, 1}, 1);
    assertThat(predictions(other)).containsExactly(1.5, 2.0, 0.0);
  }

  private static final double[] LOGITS = {0.5, -0.25, 1.5};

  private PipelineModel savedAndLoaded(PipelineModel model) throws IOException {
    Path path = scratch.resolve("model");
    save(model, path);
    return PipelineModel.load(path.toString());
  }

  private static void save(PipelineModel model, Path path) throws IOException {
    SavedPipeline.save(
        model, new org.apache.hadoop.fs.Path(path.toString()), new Configuration(false));
  }

  @Test
  void itIsSavedAsMllibSavesIt() throws IOException {
    PipelineModel model = model(Optional.of("known"), BETA, 100);
    save(model, scratch.resolve("ours"));
    model.save(scratch.resolve("theirs").toString());
    assertThat(metadata("ours")).hasSize(7).isEqualTo(metadata("theirs"));
  }

  /** What each stage's metadata say, but for when they were written; by directory. */
  private Map<String, String> metadata(String name) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    Path root = scratch.resolve(name);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".txt")).toList()) {
        String text = Files.readString(file).replaceAll("\"timestamp\":\\d+", "");
        assertThat(file.resolveSibling("_SUCCESS")).exists();
        lines.put(root.relativize(file.getParent()).toString(), text);
      }
    }
    return lines;
  }

  @Test
  void twoClassesAreALogisticRegression() throws Exception {
    PipelineModel loaded = savedAndLoaded(model("binomial", Optional.empty(), LOGITS, -1));
    List<Row> scored = loaded.transform(rows()).orderBy("id").collectAsList();
    double[] eta = {0.25, 1, 0};
    for (int i = 0; i < eta.length; i++) {
      Vector probability = scored.get(i).getAs("probability");
      assertThat(probability.toArray())
          .containsExactly(
              new double[] {new Binomial().mean(-eta[i]), new Binomial().mean(eta[i])},
              within(1e-12));
      assertThat(scored.get(i).<Double>getAs("prediction")).isEqualTo(eta[i] > 0 ? 1.0 : 0.0);
    }
    LogisticRegressionModel model = (LogisticRegressionModel) loaded.stages()[4];
    assertThat(model.coefficients().toArray()).containsExactly(LOGITS);
    assertThat(model.intercept()).isEqualTo(-1);
    assertThat(model.getThreshold()).isEqualTo(0.5);
    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(model.getLabelCol()).isEqualTo("price");
    assertThat(model.hasSummary()).isFalse();
    PipelineModel other = StockModel.with(loaded, WIDTHS, new double[] {0, 0, -8}, 1);
    LogisticRegressionModel changed = (LogisticRegressionModel) other.stages()[4];
    assertThat(changed.extractParamMap()).hasToString(model.extractParamMap().toString());
    assertThat(
            other.transform(rows()).orderBy("id").collectAsList().stream()
                .map(r -> r.<Double>getAs("prediction")))
        .containsExactly(1.0, 0.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "binomial,binomial,known",
    "poisson,poisson,",
    "gamma,gamma,",
    "tweedie,tweedie,known",
    "negative-binomial,poisson,",
    "huber,gaussian,known"
  })
  void everythingElseIsAGeneralizedLinearRegressionAndPredictsTheMean(
      String label, String theirs, String offset) throws Exception {
    Optional<String> known = Optional.ofNullable(offset);
    PipelineModel model = model(label, known, LOGITS, -1);
    if (label.equals("tweedie")) { // the one with every parameter of its own
      model = savedAndLoaded(model);
    }
    List<Row> scored = model.transform(rows()).orderBy("id").collectAsList();
    double[] eta = known.isPresent() ? new double[] {0.75, 1, -1} : new double[] {0.25, 1, 0};
    Family family = Family.of(label).orElseThrow();
    for (int i = 0; i < eta.length; i++) {
      assertThat(scored.get(i).<Double>getAs("prediction"))
          .isCloseTo(family.mean(eta[i]), within(1e-12));
    }
    PipelineModel other = StockModel.with(model, WIDTHS, new double[] {0, 0, 1}, 0.5);
    GeneralizedLinearRegressionModel glm = (GeneralizedLinearRegressionModel) other.stages()[4];
    assertThat(glm.getFamily()).isEqualTo(theirs);
    if (label.equals("tweedie")) {
      assertThat(glm.getVariancePower()).isEqualTo(1.5);
      assertThat(glm.getLinkPower()).isZero();
    }
    assertThat(glm.intercept()).isEqualTo(0.5);
    assertThat(glm.isSet(glm.offsetCol())).isEqualTo(known.isPresent());
  }

  @Test
  void aMissingFeatureThatNoStageFillsInFailsTheScoring() {
    PipelineModel model = model(Optional.empty(), BETA, 100);
    Dataset<Row> missing = spark.sql("SELECT 1 AS id, CAST(NULL AS DOUBLE) AS area, 'c' AS zone");
    assertThatThrownBy(() -> model.transform(missing).collectAsList())
        .hasStackTraceContaining("Encountered null while assembling");
  }

  @Test
  void theNumberOfCoefficientsMustFit() {
    PipelineModel whole = StockModel.whole(pipeline("gaussian", Optional.empty()));
    assertThatThrownBy(() -> StockModel.with(whole, WIDTHS, new double[2], 0))
        .hasMessage("2 coefficients for 3 design columns");
    assertThatThrownBy(() -> StockModel.with(whole, List.of(1, 3), new double[4], 0))
        .hasMessageContaining("3 coefficients");
  }

  @ParameterizedTest
  @CsvSource({"gaussian,", "gaussian,known", "binomial,", "poisson,"})
  void onlyColumnsThatAreUsedAreAskedFor(String family, String offset) throws Exception {
    Optional<String> known = Optional.ofNullable(offset);
    PipelineModel whole = StockModel.whole(pipeline(family, known));
    Dataset<Row> rows = rows().orderBy("id");
    List<Row> values = rows.collectAsList();
    double[][] models = {{2, 0, 0}, {0, 0, -4}, {0, 0, 0}};
    String[][] left = {{"zone"}, {"area"}, {"zone", "area"}};
    for (int i = 0; i < models.length; i++) {
      PipelineModel used = StockModel.with(whole, WIDTHS, models[i], 0.25);
      // fewer stages than the whole has; of each family the whole is saved and loaded elsewhere
      if (i == 1 && family.equals("gaussian") && known.isEmpty()) {
        String path = scratch.resolve("used").toString();
        used.save(path);
        used = PipelineModel.load(path);
      }
      Dataset<Row> scored = used.transform(rows.drop(left[i]));
      assertThat(scored.columns())
          .startsWith(rows.drop(left[i]).columns())
          .doesNotContain("_f0", "_f1", "_f1_index", "_f1_levels", "features");
      double[] beta = models[i];
      List<Double> expected =
          values.stream()
              .map(
                  r -> {
                    double eta = 0.25 + beta[0] * r.<Double>getAs("area");
                    eta += "a.b".equals(r.getAs("zone")) ? beta[1] : 0;
                    eta += "c".equals(r.getAs("zone")) ? beta[2] : 0;
                    eta += known.isPresent() ? r.<Double>getAs("known") : 0;
                    boolean two = family.equals("binomial");
                    return two ? (eta > 0 ? 1.0 : 0.0) : Family.of(family).get().mean(eta);
                  })
              .toList();
      assertThat(scored.collectAsList().stream().map(r -> r.<Double>getAs("prediction")))
          .containsExactlyElementsOf(expected);
    }
    assertThat(StockModel.with(whole, WIDTHS, models[0], 0).stages()).hasSize(4);
    assertThat(StockModel.with(whole, WIDTHS, models[1], 0).stages()).hasSize(6);
  }

  /** A pipeline for the columns of the hand-made result: area, zone=a.b, v[0]. */
  private static StockPipeline flat() {
    Transformer names =
        new SQLTransformer("safe")
            .setStatement(
                "SELECT *, area AS _f0, CAST(zone = 'a.b' AS DOUBLE) AS _f1, CAST(zone = 'c' AS"
                    + " DOUBLE) AS _f2 FROM __THIS__");
    return new StockPipeline(
        new Gaussian(),
        List.of(names),
        List.of("_f0", "_f1", "_f2"),
        List.of(1, 1, 1),
        "features",
        "prediction",
        "probability",
        "rawPrediction",
        "price",
        Optional.empty());
  }

  /** Publishes the hand-made result with a saved pipeline under the given name. */
  private String published(String pipelineName) {
    RunRequest request = new RunRequest("r", "c", "i", OutputSpec.Mode.ERROR, false);
    PipelineModel whole = StockModel.whole(flat());
    PipelineModel saved =
        pipelineName.equals(ModelExport.MODEL)
            ? StockModel.with(whole, List.of(1, 1, 1), new double[] {2.5, 1, -2}, 11)
            : whole;
    Publisher publisher =
        new Publisher(scratch.resolve("out").toString(), new Configuration(false));
    try (Attempt attempt = publisher.begin(request)) {
      return attempt
          .publish(
              directory -> {
                new ResultTables("r", Results.validated())
                    .write(directory, new Configuration(false));
                saved.write().overwrite().save(directory + "/" + pipelineName);
              },
              Results.manifest(request, 1))
          .path()
          .toString();
    }
  }

  @Test
  void aPublishedRunExportsAnyGridPoint() {
    String run = published(ModelExport.MODEL);
    assertThat(predictions(PipelineModel.load(run + "/model"))).containsExactly(19.5, 11.5, 16.0);
    String target = scratch.resolve("export/point").toString();
    new ModelExport(spark, run).write(0.5 + 1e-13, 1, target);
    assertThat(predictions(PipelineModel.load(target))).containsExactly(16.5, 10.5, 14.5);
    try (Stream<Path> left = list(scratch.resolve("export"))) {
      assertThat(left.map(p -> p.getFileName().toString())).containsExactly("point");
    }
    assertEndsWith(
        ExitCode.OUTPUT_EXISTS, () -> new ModelExport(spark, run).write(0.5, 1, target), target);
  }

  @Test
  void nothingThatIsThereIsExportedOver() throws IOException {
    String run = published(ModelExport.MODEL);
    Path file = Files.writeString(scratch.resolve("file"), "kept");
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), folder);
    ModelExport export = new ModelExport(spark, run);
    for (Path there : List.of(file, folder, link)) {
      assertEndsWith(
          ExitCode.OUTPUT_EXISTS, () -> export.write(0.5, 1, there.toString()), there.toString());
    }
    assertThat(file).hasContent("kept");
    assertThat(folder).isEmptyDirectory();
    Files.createSymbolicLink(scratch.resolve("inside"), scratch.resolve("out"));
    for (String in :
        List.of("out/r/mine", "out/r/model/mine", "out/x/../r/mine", "inside/r/mine")) {
      assertEndsWith(
          ExitCode.USAGE, () -> export.write(0.5, 1, scratch.resolve(in).toString()), "--to");
    }
    assertThat(scratch.resolve("out/r/mine")).doesNotExist();
  }

  private static Stream<Path> list(Path directory) {
    try {
      return Files.list(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRunWithoutAChoiceExportsFromItsStages() {
    ModelExport export = new ModelExport(spark, published(ModelExport.STAGES));
    assertThat(predictions(export.model(1, 0))).containsExactly(11.0, 11.0, 11.0);
  }

  @Test
  void anUnknownGridPointIsNamedWithTheKnownOnes() {
    ModelExport export = new ModelExport(spark, published(ModelExport.MODEL));
    assertEndsWith(ExitCode.USAGE, () -> export.model(0.25, 1), "elastic_net_param 0.0, 0.5, 1.0");
    assertEndsWith(ExitCode.USAGE, () -> export.model(0.5, 2), "grid_index 0 to 1");
  }

  @Test
  void whatIsNotPublishedHasNoExport() {
    assertEndsWith(
        ExitCode.INPUT_MISSING, () -> new ModelExport(spark, scratch + "/nothing"), "run.json");
    ModelExport export = new ModelExport(spark, published("elsewhere"));
    assertEndsWith(ExitCode.INPUT_MISSING, () -> export.model(0, 0), "neither model/");
  }

  private static void assertEndsWith(ExitCode code, Runnable run, String told) {
    assertThatThrownBy(run::run)
        .isInstanceOfSatisfying(
            JobFailure.class, e -> assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(told);
  }
}
