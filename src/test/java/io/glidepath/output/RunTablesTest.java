package io.glidepath.output;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTablesTest {
  private static final Configuration HADOOP = new Configuration(false);

  /** In another order than that of a published table, and with a column more. */
  private static final StructType COLUMNS =
      new StructType()
          .add("converged", BooleanType)
          .add("feature", StringType)
          .add("grid_index", IntegerType)
          .add("later", IntegerType)
          .add("elastic_net_param", DoubleType);

  @TempDir private Path run;
  private RunTables tables;

  @BeforeEach
  void open() {
    tables = new RunTables(new org.apache.hadoop.fs.Path(run.toUri()), HADOOP);
  }

  private void write(int rowsPerFile, Object[]... rows) throws IOException {
    ParquetTable.write(
        new org.apache.hadoop.fs.Path(run.resolve("t").toUri()),
        COLUMNS,
        List.of(rows).iterator(),
        HADOOP,
        rowsPerFile);
  }

  private static Object[] row(String feature, Integer index, Double alpha) {
    return new Object[] {true, feature, index, 0, alpha};
  }

  @Test
  void valuesGoByTheNamesOfTheirColumns() throws IOException {
    write(9, row("a", 7, 0.25));
    TableRow row =
        tables.rows("t", "elastic_net_param", "grid_index", "feature", "converged").get(0);
    assertThat(row.number("elastic_net_param")).isEqualTo(0.25);
    assertThat(row.integer("grid_index")).isEqualTo(7);
    assertThat(row.text("feature")).isEqualTo("a");
    assertThat(row.flag("converged")).isTrue();
    assertThatThrownBy(() -> row.integer("later")).hasMessageContaining("later of t");
  }

  @Test
  void aNumberThatIsNotDefinedOrNotThereIsNaN() throws IOException {
    write(9, row("a", 1, null), row("b", 1, 0.0));
    assertThat(tables.rows("t", "elastic_net_param", "unheard_of"))
        .extracting(r -> r.number("elastic_net_param"), r -> r.number("unheard_of"))
        .containsExactly(tuple(Double.NaN, Double.NaN), tuple(0.0, Double.NaN));
  }

  @Test
  void whatEveryRowHasMustBeThere() throws IOException {
    write(9, row(null, null, 1.0));
    TableRow row = tables.rows("t", "feature", "grid_index", "nonzero").get(0);
    for (String column : List.of("grid_index", "nonzero")) {
      assertThatThrownBy(() -> row.integer(column))
          .isInstanceOfSatisfying(
              JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.BAD_DATA))
          .hasMessageContaining("table t", "'" + column + "'", "--force");
    }
    assertThatThrownBy(() -> row.text("feature")).hasMessageContaining("'feature'");
    assertThatThrownBy(() -> row.flag("nonzero")).hasMessageContaining("'nonzero'");
  }

  @Test
  void rowsComeInTheirOrderFromAllFilesButHiddenOnes() throws IOException {
    write(2, row("b", 3, 0.0), row("a", 2, 0.0), row("b", 1, 0.0), row("ä", 0, 0.0));
    Files.writeString(run.resolve("t/_note.parquet"), "no table");
    assertThat(tables.rows("t", "feature"))
        .extracting(r -> r.text("feature"))
        .containsExactly("b", "a", "b", "ä");
  }

  @Test
  void theRowsOfSomePointsAreThoseOfTheirPagesThatMatch() throws IOException {
    // a page holds 20,000 rows; names that do not fit one dictionary stand as they are
    Object[][] rows =
        IntStream.range(0, 50_000)
            .mapToObj(i -> row("column with a rather long name " + i, i / 10, i / 10 % 2 / 2.0))
            .toArray(Object[][]::new);
    write(100_000, rows);
    List<String> found = new ArrayList<>();
    tables.forEach(
        "t",
        List.of("feature", "elastic_net_param", "grid_index"),
        java.util.Set.of(new PointKey(0.5, 4001)),
        r -> found.add(r.text("feature")));
    assertThat(found)
        .hasSize(10)
        .startsWith("column with a rather long name 40010")
        .endsWith("column with a rather long name 40019");
  }

  @Test
  void publishedRowsAreThoseInMemory() throws IOException {
    ResultTables memory = new ResultTables("r", Results.validated());
    memory.write(new org.apache.hadoop.fs.Path(run.toUri()), HADOOP);
    for (String table : memory.names()) {
      String[] columns = TableSchemas.of(table).fieldNames();
      assertThat(memory.has(table)).isEqualTo(tables.has(table)).isTrue();
      assertThat(memory.rows(table, columns))
          .isNotEmpty()
          .usingRecursiveComparison()
          .isEqualTo(tables.rows(table, columns));
    }
    assertThat(at(memory)).hasSize(4).isEqualTo(at(tables));
    assertThat(memory.has(TableSchemas.CALIBRATION)).isFalse();
  }

  private static List<String> at(Tables of) {
    List<String> found = new ArrayList<>();
    of.forEach(
        TableSchemas.COEFFICIENTS,
        List.of("elastic_net_param", "grid_index", "feature", "coefficient"),
        java.util.Set.of(new PointKey(0.5, 1), new PointKey(0, 0)),
        r -> found.add(r.text("feature") + " " + r.number("coefficient")));
    return found;
  }

  @Test
  void aTableThatIsNotThereIsMissingInput() {
    assertThat(tables.has("t")).isFalse();
    assertThatThrownBy(() -> tables.rows("t", "feature"))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(java.io.FileNotFoundException.class);
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    write(9, row("a", 7, 0.25));
    assertThat(tables.has("t")).isTrue();
    Path file = run.resolve("t/part-00000.parquet");
    Files.writeString(file, "PAR1 and then nothing");
    Files.deleteIfExists(run.resolve("t/.part-00000.parquet.crc"));
    assertThatThrownBy(() -> tables.rows("t", "feature"))
        .isInstanceOfSatisfying(
            JobFailure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining(file.toString());
  }
}
