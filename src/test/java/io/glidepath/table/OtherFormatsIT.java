package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in the formats that Spark brings besides Parquet, and tables of its own catalog. */
class OtherFormatsIT {
  private static final String ROWS = "SELECT id, id * 0.5D AS x, '0' || id AS zip FROM range(4)";
  private static final Map<String, String> HEADER = Map.of("header", "true");

  private final SparkSession spark = SharedSpark.session();
  @TempDir private Path dir;

  /** Other tests share the session, and its catalog. */
  @AfterEach
  void dropTables() {
    spark.sql("DROP VIEW IF EXISTS gp_view");
    spark.sql("DROP TABLE IF EXISTS gp_in");
  }

  private static TableSpec files(
      TableFormat format, Path path, String schema, Map<String, String> options) {
    return new TableSpec(
        "t",
        Optional.of(format),
        List.of(path.toString()),
        Optional.empty(),
        Optional.ofNullable(schema),
        Optional.empty(),
        options);
  }

  private static TableSpec catalog(String table, Map<String, String> options) {
    return new TableSpec(
        "t",
        Optional.empty(),
        List.of(),
        Optional.of(table),
        Optional.empty(),
        Optional.empty(),
        options);
  }

  private LoadedInput load(TableSpec table) {
    return InputTables.load(spark, new InputSpec(List.of(table), Optional.empty()));
  }

  private void fails(ExitCode code, TableSpec table, String... parts) {
    assertThatThrownBy(() -> load(table))
        .isInstanceOfSatisfying(
            JobFailure.class,
            e -> {
              assertThat(e.getMessage()).contains(parts).doesNotContain("SQLSTATE");
              assertThat(e.exitCode()).isEqualTo(code);
            });
  }

  private Path text(String name, String... lines) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, List.of(lines));
  }

  private static List<String> shown(LoadedInput input) {
    return input.rows().sort("id").collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void orcIsReadAndItsFootersCount() {
    Path path = dir.resolve("orc");
    spark.sql(ROWS).repartition(2).write().orc(path.toString());
    LoadedInput input = load(files(TableFormat.ORC, path, null, Map.of()));
    assertThat(shown(input))
        .containsExactly("[0,0.0,00]", "[1,0.5,01]", "[2,1.0,02]", "[3,1.5,03]");
    assertThat(input.rowBound()).isEqualTo(RowBound.exactly(4));
    assertThat(input.files()).hasSize(2);
    assertThat(input.versions()).isEmpty();
    assertThat(input.warnings()).isEmpty();
  }

  @Test
  void orcFilesThatDifferOrAreDamagedAreNamed() throws IOException {
    Path path = dir.resolve("orc");
    spark.sql("SELECT id, 1 AS x FROM range(2)").coalesce(1).write().orc(path.toString());
    spark.sql("SELECT id FROM range(2)").coalesce(1).write().mode("append").orc(path.toString());
    fails(
        ExitCode.BAD_DATA,
        files(TableFormat.ORC, path, null, Map.of()),
        "column \"x\" (int) of ",
        "mergeSchema = true");
    LoadedInput merged = load(files(TableFormat.ORC, path, null, Map.of("mergeSchema", "true")));
    assertThat(merged.rows().filter("x IS NULL").count()).isEqualTo(2);
    Path bad = text("bad/x.orc", "this is no ORC file, however long it may be");
    fails(
        ExitCode.BAD_DATA,
        files(TableFormat.ORC, bad.getParent(), null, Map.of()),
        "x.orc is not a whole ORC file");
  }

  @Test
  void typesOfCsvAreGuessedWithAWordOrGiven() throws IOException {
    Path csv = text("in.csv", "id,x,zip", "1,0.5,01", "2,,10");
    LoadedInput guessed = load(files(TableFormat.CSV, csv, null, HEADER));
    assertThat(shown(guessed)).containsExactly("[1,0.5,1]", "[2,null,10]");
    assertThat(guessed.rowBound()).hasToString("unknown (only a scan tells)");
    assertThat(guessed.warnings())
        .singleElement()
        .asString()
        .contains("id INT, x DOUBLE, zip INT", "01 is read as a number", "input.tables.t.schema");
    LoadedInput given =
        load(files(TableFormat.CSV, csv, "id BIGINT, x DOUBLE, zip STRING", HEADER));
    assertThat(shown(given)).containsExactly("[1,0.5,01]", "[2,null,10]");
    assertThat(given.warnings()).isEmpty();
    assertThat(load(files(TableFormat.CSV, csv, null, Map.of())).warnings())
        .singleElement()
        .asString()
        .contains("_c0 STRING", "options { header = true }");
    fails(
        ExitCode.CONFIGURATION,
        files(TableFormat.CSV, csv, "id BIGNIT", HEADER),
        "input.tables.t.schema = \"id BIGNIT\"");
  }

  private JobFailure scanned(TableSpec table) {
    return ReadFailures.translate(
            catchThrowable(
                () -> load(table).rows().selectExpr("sum(id)", "sum(x)").collectAsList()))
        .orElseThrow();
  }

  @Test
  void textThatDoesNotFitEndsTheRun() throws IOException {
    Path csv = text("in/a.csv", "id,x", "1,0.5");
    text("in/b.csv", "id,x", "2,half");
    String schema = "id BIGINT, x DOUBLE";
    JobFailure word = scanned(files(TableFormat.CSV, csv.getParent(), schema, HEADER));
    assertThat(word.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(word).hasMessageContaining("b.csv").hasMessageContaining("half");
    TableSpec lax =
        files(
            TableFormat.CSV,
            csv.getParent(),
            schema,
            Map.of("header", "true", "mode", "PERMISSIVE"));
    assertThat(shown(load(lax))).containsExactly("[1,0.5]", "[2,null]");
    fails(
        ExitCode.CONFIGURATION,
        files(TableFormat.CSV, csv, schema, Map.of("mode", "dropmalformed")),
        "options.mode",
        "FAILFAST");
    // the same columns in another order, where Spark would go by their position
    text("in/b.csv", "x,id", "0.5,2");
    JobFailure order = scanned(files(TableFormat.CSV, csv.getParent(), schema, HEADER));
    assertThat(order.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(order).hasMessageContaining("b.csv").hasMessageContaining("the first line");
    Path json = text("in.json", "{\"id\": 1, \"x\": 0.5}", "{\"id\": 2, \"x\":");
    JobFailure cut = scanned(files(TableFormat.JSON, json, schema, Map.of()));
    assertThat(cut.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(cut).hasMessageContaining("in.json");
    fails(ExitCode.BAD_DATA, files(TableFormat.JSON, json, null, Map.of()), "in.json");
  }

  @Test
  void jsonHasStructsAndTypesThatAreGuessed() throws IOException {
    Path json = text("in.json", "{\"id\": 1, \"s\": {\"k\": 0.5}}", "{\"id\": 2}");
    LoadedInput input = load(files(TableFormat.JSON, json, null, Map.of()));
    assertThat(shown(input)).containsExactly("[1,0.5]", "[2,null]");
    assertThat(input.rows().columns()).containsExactly("id", "s.k");
    assertThat(input.warnings()).singleElement().asString().contains("JSON does not tell types");
  }

  @Test
  void otherFilesAreMissingHiddenAndPartitionedAsParquetIs() throws IOException {
    fails(
        ExitCode.INPUT_MISSING,
        files(TableFormat.CSV, dir.resolve("no.csv"), null, HEADER),
        "no.csv");
    Files.createDirectories(dir.resolve("empty"));
    fails(
        ExitCode.INPUT_MISSING,
        files(TableFormat.JSON, dir.resolve("empty"), null, Map.of()),
        "no data file in");
    text("parts/zip=01/a.csv", "id", "1");
    text("parts/zip=10/a.csv", "id", "2");
    Path parts = dir.resolve("parts");
    assertThat(shown(load(files(TableFormat.CSV, parts, "id INT", HEADER))))
        .containsExactly("[1,01]", "[2,10]");
    Files.createDirectories(parts.resolve("_delta_log"));
    fails(
        ExitCode.CONFIGURATION,
        files(TableFormat.CSV, parts, null, HEADER),
        "Delta",
        "format = delta, path = ");
  }

  @Test
  void formatsWithoutTheirClassesNameThePackage() {
    fails(
        ExitCode.CONFIGURATION,
        files(TableFormat.DELTA, dir, null, Map.of()),
        "input.tables.t is delta",
        "--packages io.delta:delta-spark_",
        "DeltaCatalog");
    fails(
        ExitCode.CONFIGURATION,
        files(TableFormat.ICEBERG, dir, null, Map.of()),
        "input.tables.t is iceberg",
        "--packages org.apache.iceberg:iceberg-spark-runtime-");
    fails(
        ExitCode.CONFIGURATION,
        catalog("lake.db.t", Map.of()),
        "input.tables.t.table = lake.db.t",
        "spark.sql.catalog.NAME=CLASS");
    fails(ExitCode.INPUT_MISSING, catalog("nowhere", Map.of()), "no such table");
    fails(
        ExitCode.INPUT_MISSING,
        files(TableFormat.DELTA, dir.resolve("nowhere"), null, Map.of()),
        "nowhere does not exist");
  }

  @Test
  void aCatalogsTableOfFilesIsKnownByItsFiles() {
    String location = " LOCATION '" + dir.resolve("gp_in") + "'";
    spark.sql("CREATE TABLE gp_in USING parquet PARTITIONED BY (zip)" + location + " AS " + ROWS);
    spark.sql("CREATE VIEW gp_view AS SELECT * FROM gp_in");
    try {
      LoadedInput input = load(catalog("gp_in", Map.of()));
      assertThat(shown(input)).contains("[3,1.5,03]").hasSize(4);
      assertThat(input.rowBound()).isEqualTo(RowBound.exactly(4));
      assertThat(input.files()).hasSize(4);
      assertThat(input.versions()).isEmpty();
      fails(
          ExitCode.CONFIGURATION, catalog("gp_view", Map.of()), "gp_view is a view", "input.query");
      fails(
          ExitCode.CONFIGURATION,
          catalog("gp_in", Map.of("versionAsOf", "1")),
          "input.tables.t.options",
          "versionAsOf");
    } finally {
      spark.sql("DROP VIEW gp_view");
      spark.sql("DROP TABLE gp_in");
    }
  }
}
