package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command score, on one run over a join with a condition, two classes and a label of text. */
class ScoreIT {
  private static final String PEOPLE =
      "SELECT id, id % 5 AS city, $a AS age, IF($s < 0.5, 'p', 'q') AS sex, id % 9 = 0 AS gone,"
          + " $w AS w FROM range(150)";
  private static final String CITIES =
      "SELECT id AS city, 3 * $r AS rent, $z AS noise FROM range(5)";
  private static final String BOUGHT =
      "SELECT id AS who, IF($a + 0.3D * (id % 5) + $e > 1.2D, 'yes', 'no') AS said FROM range(150)";
  private static final String QUERY =
      "SELECT p.id, p.age, p.sex, c.rent, p.age * c.rent AS pays, upper(b.said) AS bought, w"
          + " FROM people p JOIN cities c USING (city) LEFT JOIN said b ON p.id = b.who";

  @TempDir static Path home;
  private static Published run;

  @TempDir Path scratch;

  @BeforeAll
  static void train() {
    run =
        JobRun.bare(home)
            .table("people", PEOPLE, 1)
            .table("cities", CITIES, 1)
            .table("said", BOUGHT, 1)
            .with("input.tables.people { path = \"" + home + "/people\", where = \"NOT gone\" }")
            .with("input.tables.cities.path = \"" + home + "/cities\"")
            .with("input.tables.said.path = \"" + home + "/said\"")
            .with("input.query = \"" + QUERY + "\"")
            .with("columns { key = [id], label = bought, positive = YES, weight = w }")
            .with("model.family = binomial, folds.count = 3, select.rule = best")
            .with("sweep { elastic-net-param = [0.5], reg-param = [0.01, 0.001] }")
            .run();
  }

  private JobRun.Ended score(String... options) {
    List<String> line = new ArrayList<>(List.of("score", run.directory().toString()));
    line.addAll(List.of(options));
    return JobRun.command(line.toArray(String[]::new));
  }

  private String table(String name, String sql) {
    Path path = scratch.resolve(name);
    JobRun.write(JobRun.sql(sql), path, 1);
    return name + "=" + path;
  }

  private String output() {
    return scratch.resolve("scores").toString();
  }

  private static Dataset<Row> read(String path) {
    return SharedSpark.session().read().parquet(path).orderBy("id");
  }

  @Test
  void theSameTablesScoreAsTheSavedModelScoresTheJoin() {
    JobRun.Ended ended = score("--table", "people=" + home + "/people", "--output", output());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines()).containsExactly("Rows scored: 133", "Scored " + output());
    assertThat(ended.err())
        .contains("no --table names cities", home + "/cities", "no --table names said");
    Dataset<Row> scores = read(output());
    assertThat(scores.columns())
        .containsExactly(
            "id", "age", "sex", "rent", "pays", "bought", "w", "prediction", "probability");
    List<Row> joined =
        run.model()
            .transform(
                read(home + "/people")
                    .filter("NOT gone")
                    .join(SharedSpark.session().read().parquet(home + "/cities"), "city")
                    .selectExpr("id", "age", "sex", "rent", "age * rent AS pays"))
            .orderBy("id")
            .collectAsList();
    List<Row> all = scores.collectAsList();
    assertThat(all).hasSameSizeAs(joined);
    for (int i = 0; i < all.size(); i++) {
      Row expected = joined.get(i);
      assertThat(all.get(i).<Long>getAs("id")).isEqualTo(expected.<Long>getAs("id"));
      assertThat(all.get(i).<Double>getAs("prediction"))
          .isEqualTo(expected.<Double>getAs("prediction"));
      assertThat(all.get(i).<Double>getAs("probability"))
          .isCloseTo(expected.<Vector>getAs("probability").apply(1), within(1e-15));
    }
    assertThat(all).extracting(r -> r.<Double>getAs("prediction")).contains(0.0, 1.0);
  }

  @Test
  void whatIsNotNeededMayBeMissing() throws IOException {
    String people =
        table("people", "SELECT 'q' AS sex, 0.25D AS age, 2 AS city, 900L AS id, false AS gone");
    String said = table("said", "SELECT 900L AS who");
    JobRun.Ended ended = score("--table", people, "--table", said, "--output", output());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("Rows scored: 1");
    // neither the label nor the weight is there, in a query that names both
    assertThat(read(output()).columns())
        .containsExactly("id", "age", "sex", "rent", "pays", "prediction", "probability");
    assertThat(scratch.toFile().list()).containsExactlyInAnyOrder("people", "said", "scores");
  }

  @Test
  void whatIsNeededIsNamed() {
    String lacking = table("people", "SELECT id, sex, city, age AS years FROM (" + PEOPLE + ")");
    score("--table", lacking, "--output", output())
        .failed(
            ExitCode.BAD_DATA,
            "the table people has no column \"age\"",
            "the table people has no column \"gone\"");
    String gap =
        table(
            "people",
            "SELECT id, IF(id = 7, NULL, age) AS age, sex, gone, city FROM (" + PEOPLE + ")");
    score("--table", gap, "--output", output())
        .failed(ExitCode.BAD_DATA, "column \"age\" is missing");
    assertThat(Path.of(output())).doesNotExist();
  }

  @Test
  void theCommandLineIsChecked() {
    String people = "people=" + home + "/people";
    score("--table", "persons=" + home + "/people", "--output", output())
        .failed(ExitCode.USAGE, "no table \"persons\"", "people, cities, said");
    score("--table", home + "/people", "--output", output())
        .failed(ExitCode.USAGE, "NAME=PATH", "people, cities, said");
    score("--table", "people=", "--output", output()).failed(ExitCode.USAGE, "without a path");
    score("--table", "people=" + scratch + "/none", "--output", output())
        .failed(ExitCode.INPUT_MISSING, scratch + "/none");
    score("--table", people, "--output", home.toString())
        .failed(ExitCode.OUTPUT_EXISTS, home.toString(), "--output");
    score("--table", people, "--output", run.directory() + "/scores")
        .failed(ExitCode.USAGE, "lies in the run");
    score("--table", people, "--output", home + "/people/scores")
        .failed(ExitCode.USAGE, "would be read the next time");
  }

  @Test
  void theRunIsChecked() throws IOException {
    String[] line = {"score", "", "--table", "people=" + home + "/people", "--output", output()};
    line[1] = home.resolve("people").toString();
    JobRun.command(line).failed(ExitCode.INPUT_MISSING, "No run is published", "run.json");
    Path copy = Files.createDirectory(scratch.resolve("copy"));
    line[1] = copy.toString();
    Files.writeString(copy.resolve("run.json"), "{");
    JobRun.command(line).failed(ExitCode.BAD_DATA, "run.json", "not a JSON object");
    Files.writeString(copy.resolve("run.json"), "{\"status\": \"published\"}");
    JobRun.command(line).failed(ExitCode.BAD_DATA, "run.json", "no configuration");
    Files.writeString(copy.resolve("run.json"), "{\"configuration\": {\"glidepath\": {\"x\": 1}}}");
    JobRun.command(line).failed(ExitCode.BAD_DATA, "run.json", "not one of this version");
    String manifest = Files.readString(run.directory().resolve("run.json"));
    Files.writeString(copy.resolve("run.json"), manifest);
    JobRun.command(line).failed(ExitCode.INPUT_MISSING, "no model/", "export");
    Files.createDirectory(copy.resolve("model"));
    JobRun.command(line).failed(ExitCode.BAD_DATA, "/model cannot be loaded");
    Files.writeString(copy.resolve("run.json"), manifest.replace("NOT gone", "gone <> 'sig=***'"));
    JobRun.command(line).failed(ExitCode.CONFIGURATION, "input.tables.people.where", "***");
  }

  /** Fields of structs, values that are missing, and a catalog's table. */
  @Test
  void rowsThatTheRunWouldHaveLeftOutHaveNoPrediction() {
    String rows =
        "SELECT id, named_struct('a', $a, 'b', named_struct('c c', IF(id % 2 = 0, 'p', 'q'))) AS s,"
            + " 2 * $a + (id % 2) + $e / 9 AS y, 0D AS useless FROM range(60)";
    Published trained =
        JobRun.in(scratch)
            .table(rows)
            .with("columns { key = [id], label = y }, select.rule = best")
            .with("missing { numeric = drop-row, categorical = drop-row }")
            .run();
    assertThat(trained.features()).containsExactly("s.a", "s.b.c c=q", "useless");
    JobRun.sql(
            "SELECT id, named_struct('a', IF(id % 9 = 0, NULL, s.a), 'b', IF(id = 10, NULL, s.b)) AS"
                + " s, CAST(NULL AS DOUBLE) AS useless FROM ("
                + rows
                + ")")
        .write()
        .option("path", scratch.resolve("fresh").toString())
        .saveAsTable("rows_to_score");
    try {
      JobRun.Ended ended =
          JobRun.command(
              "score",
              trained.directory().toString(),
              "--table",
              "rows_to_score",
              "--output",
              output());
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out().lines().toList())
          .containsExactly(
              "Rows scored: 53",
              "Rows without a prediction: 7 (a value is missing, for which the run leaves rows out:"
                  + " missing.* = drop-row)",
              "Scored " + output());
    } finally {
      SharedSpark.session().sql("DROP TABLE rows_to_score");
    }
    List<Row> scores = read(output()).collectAsList();
    assertThat(scores).hasSize(60);
    List<Row> expected =
        trained.model().transform(unfolded(JobRun.sql(rows))).orderBy("id").collectAsList();
    for (int i = 0; i < 60; i++) {
      Double score = scores.get(i).getAs("prediction");
      if (i % 9 == 0) {
        assertThat(score).isNull();
      } else if (i != 10) {
        assertThat(score).isEqualTo(expected.get(i).<Double>getAs("prediction"));
      } else {
        assertThat(score).as("a missing level is one that training has not seen").isNotNull();
      }
    }
  }

  private static Dataset<Row> unfolded(Dataset<Row> rows) {
    return rows.selectExpr("id", "s.a AS `s.a`", "s.b.`c c` AS `s.b.c c`", "useless");
  }
}
