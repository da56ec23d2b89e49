package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that the saved model meets and training did not: on the bundled example, as somebody does
 * who has read the README. Of one model, the one with the fewest columns.
 */
class NewRowsIT {
  private static final String HOUSES = "conf/examples/ames/houses.parquet";

  @TempDir static Path home;
  private static Published run;
  private static PipelineModel model;
  private static List<Double> known;

  @TempDir Path scratch;

  @BeforeAll
  static void train() {
    run =
        JobRun.bare(home)
            .with("input.tables.houses.path = \"" + HOUSES + "\"")
            .with("columns { key = [id], label = Sale_Price }")
            .with(
                "columns.features = [Gr_Liv_Area, Year_Built, Lot_Area, Neighborhood, Misc_Feature]")
            .with("missing { numeric = mean, categorical = level }, folds.count = 2")
            .with("sweep { elastic-net-param = [0.5], reg-param = [1000] }")
            .run();
    model = run.model();
    known = predictions(houses());
  }

  private static Dataset<Row> houses() {
    return SharedSpark.session().read().parquet(HOUSES).filter("id < 20").orderBy("id");
  }

  private static List<Double> predictions(Dataset<Row> rows) {
    return model.transform(rows).collectAsList().stream()
        .map(r -> r.<Double>getAs("prediction"))
        .toList();
  }

  private static double coefficient(String feature) {
    return run.coefficients(0.5, 0).get(feature);
  }

  @Test
  void missingNumbersCountAsTheMean() {
    Dataset<Row> gaps = houses().withColumn("Gr_Liv_Area", functions.expr("CAST(NULL AS DOUBLE)"));
    List<Row> rows = houses().collectAsList();
    List<Double> found = predictions(gaps);
    double mean = run.row("features", "feature", "Gr_Liv_Area").getAs("mean");
    for (int i = 0; i < rows.size(); i++) {
      double area = ((Number) rows.get(i).getAs("Gr_Liv_Area")).doubleValue();
      double less = coefficient("Gr_Liv_Area") * (mean - area);
      assertThat(less).isNotZero();
      assertThat(found.get(i)).isCloseTo(known.get(i) + less, within(1e-6));
    }
    Dataset<Row> undefined = houses().withColumn("Gr_Liv_Area", functions.expr("DOUBLE('NaN')"));
    assertThat(predictions(undefined)).isEqualTo(found);
  }

  @Test
  void missingAndUnseenLevels() {
    List<Row> rows = houses().collectAsList();
    List<Double> unseen = predictions(houses().withColumn("Neighborhood", functions.lit("Utopia")));
    List<Double> missing =
        predictions(houses().withColumn("Neighborhood", functions.expr("CAST(NULL AS STRING)")));
    for (int i = 0; i < rows.size(); i++) {
      double there = coefficient("Neighborhood=" + rows.get(i).getAs("Neighborhood"));
      // training had no missing one, so that it is as any other unseen level
      assertThat(unseen.get(i)).isCloseTo(known.get(i) - there, within(1e-6));
    }
    assertThat(missing).isEqualTo(unseen);
    assertThat(run.features()).contains("Misc_Feature=(missing)");
  }

  @Test
  void orderLabelAndTypesDoNotMatter() {
    List<String> names = new ArrayList<>(List.of(houses().columns()));
    Collections.reverse(names);
    names.removeAll(List.of("Sale_Price"));
    Dataset<Row> other =
        houses()
            .withColumn("Year_Built", functions.expr("CAST(Year_Built AS SMALLINT)"))
            .select(names.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
    assertThat(predictions(other)).isEqualTo(known);
    assertThat(model.transform(other).columns())
        .doesNotContain("Sale_Price")
        .startsWith("Latitude");
    assertThat(
            predictions(
                other.select(
                    "Misc_Feature", "Neighborhood", "Lot_Area", "Year_Built", "Gr_Liv_Area")))
        .isEqualTo(known);
  }

  @Test
  void oneRowAndNone() {
    assertThat(predictions(houses().filter("id = 7"))).containsExactly(known.get(7));
    assertThat(predictions(houses().filter("id < 0"))).isEmpty();
  }

  @Test
  void theCommandTakesOneTableWithoutItsName() throws Exception {
    Path table = scratch.resolve("day=1/new");
    JobRun.write(houses().drop("Sale_Price"), table, 1);
    String scores = scratch.resolve("scores").toString();
    String[] line = {
      "score", run.directory().toString(), "--table", table.toString(), "--output", scores
    };
    JobRun.Ended ended = JobRun.command(line);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).containsExactly("Rows scored: 20", "Scored " + scores);
    Dataset<Row> scored = SharedSpark.session().read().parquet(scores).orderBy("id");
    assertThat(scored.columns()).endsWith("prediction").hasSize(75);
    assertThat(scored.collectAsList().stream().map(r -> r.<Double>getAs("prediction")))
        .containsExactlyElementsOf(known);
    line[3] = scores;
    line[5] = scratch.resolve("again").toString();
    JobRun.command(line).failed(ExitCode.BAD_DATA, "\"prediction\"", "Leave it out");
    JobRun.write(houses().drop("Lot_Area"), table, 1);
    line[3] = table.toString();
    JobRun.command(line).failed(ExitCode.BAD_DATA, "the table houses has no column \"Lot_Area\"");
    // as by a version that did not record the columns of tables
    Path old = Files.createDirectory(scratch.resolve("old"));
    Files.createSymbolicLink(old.resolve("model"), run.directory().resolve("model"));
    Files.writeString(
        old.resolve("run.json"),
        Files.readString(run.directory().resolve("run.json"))
            .replace("\n    \"tables\" :", "\n    \"t\" :"));
    line[1] = old.toString();
    JobRun.command(line).failed(ExitCode.BAD_DATA, "no column `Lot_Area`", "Year_Built");
  }

  @Test
  void theJavaOfTheReadmeRuns() throws Exception {
    Matcher snippet =
        Pattern.compile("## Scoring.*?```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(snippet.find()).isTrue();
    Path source = Files.writeString(scratch.resolve("Score.java"), snippet.group(1));
    String[] options = {"-d", scratch.toString(), "-cp", System.getProperty("java.class.path")};
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(source.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    String scores = scratch.resolve("scores").toString();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {scratch.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass("Score")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {run.directory().toString(), HOUSES, scores});
    }
    assertThat(
            SharedSpark.session()
                .read()
                .parquet(scores)
                .filter("id < 20")
                .orderBy("id")
                .collectAsList()
                .stream()
                .map(r -> r.<Double>getAs("prediction")))
        .containsExactlyElementsOf(known);
  }
}
