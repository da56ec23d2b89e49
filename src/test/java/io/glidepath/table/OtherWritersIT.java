package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files as pyarrow and pandas write them ({@code pyarrow/make.py}). */
class OtherWritersIT {
  @TempDir private Path dir;

  private TableSpec table(String... files) throws IOException {
    for (String file : files) {
      try (InputStream in = getClass().getResourceAsStream("/pyarrow/" + file)) {
        Files.copy(in, dir.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new TableSpec("t", List.of(dir.toString()), Optional.empty(), Map.of());
  }

  private static LoadedInput load(TableSpec table) {
    return InputTables.load(SharedSpark.session(), new InputSpec(List.of(table), Optional.empty()));
  }

  private static void assertFails(ExitCode code, TableSpec table, String... parts) {
    assertThatThrownBy(() -> load(table))
        .isInstanceOfSatisfying(
            JobFailure.class,
            e -> {
              assertThat(e.getMessage()).contains(parts);
              assertThat(e.exitCode()).isEqualTo(code);
            });
  }

  @Test
  void rowGroupsWithoutRowsAreRead() throws IOException {
    LoadedInput input = load(table("empty-row-groups.parquet", "empty-frame.parquet"));
    assertThat(input.rowBound()).isEqualTo(RowBound.exactly(4));
    assertThat(input.rows().sort("id").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[1,0.5]", "[2,1.5]", "[3,2.5]", "[4,3.5]");
  }

  @Test
  void noRowsInAllIsAnErrorThatSaysSo() throws IOException {
    assertFails(
        ExitCode.BAD_DATA,
        table("empty-frame.parquet"),
        "there are no rows in input.tables.t",
        "empty-frame.parquet");
  }

  @Test
  void aFileWithoutColumnsIsNamed() throws IOException {
    assertFails(
        ExitCode.BAD_DATA, table("no-columns.parquet"), "no-columns.parquet has no columns");
  }

  private static LoadedInput query(TableSpec table, String query) {
    return InputTables.load(
        SharedSpark.session(), new InputSpec(List.of(table), Optional.of(query)));
  }

  @Test
  void aTypeThatSparkCannotReadIsInNobodysWay() throws IOException {
    TableSpec table = table("unreadable-types.parquet");
    LoadedInput input = load(table);
    assertThat(input.rows().columns())
        .containsExactly("id", "nanos", "clock", "half", "nothing", "money");
    assertThat(input.rows().selectExpr("sum(id)").head().getLong(0)).isEqualTo(3);
    LoadedInput some = query(table, "SELECT id + 1 AS a, nanos AS b FROM t WHERE id > 1");
    assertThat(some.rows().select("a").head().getLong(0)).isEqualTo(3);
    // the reason goes with the column, whatever it is called now
    assertThat(UnreadColumn.reason(some.rows().schema().apply("b")).orElseThrow())
        .startsWith("\"nanos\" is INT64 (TIMESTAMP(NANOS,false)) in file:")
        .contains("unreadable-types.parquet", "spark.sql.legacy.parquet.nanosAsLong=true");
    for (Map.Entry<String, String> type :
        Map.of("clock", "TIME(NANOS,false)", "half", "FLOAT16", "money", "DECIMAL(60,2)")
            .entrySet()) {
      assertThat(UnreadColumn.reason(input.rows().schema().apply(type.getKey())).orElseThrow())
          .contains(type.getKey(), type.getValue(), "columns.exclude");
    }
  }

  @Test
  void aTypeThatSparkCannotReadIsToldWhereItIsUsed() throws IOException {
    TableSpec table = table("unreadable-types.parquet");
    for (String query :
        List.of(
            "SELECT id, year(nanos) AS y FROM t",
            "SELECT id FROM t WHERE nanos > '2020-01-01'",
            "SELECT nanos FROM t GROUP BY nanos",
            "SELECT id FROM t ORDER BY nanos")) {
      assertThatThrownBy(() -> query(table, query))
          .as(query)
          .isInstanceOf(JobFailure.class)
          .hasMessageContaining("\"nanos\" is INT64 (TIMESTAMP(NANOS,false))")
          .hasMessageContaining("nanosAsLong");
    }
    TableSpec where = new TableSpec("t", table.paths(), Optional.of("money > 3"), Map.of());
    assertFails(ExitCode.CONFIGURATION, where, "\"money\" is", "DECIMAL(60,2)", "38 digits");
  }

  @Test
  void typesPagesAndCodecsAreRead() throws IOException {
    LoadedInput input = load(table("layouts.parquet"));
    assertThat(
            input
                .rows()
                .selectExpr(
                    "int8 + int16 + int32 + uint8 + uint16 + uint32 AS sum",
                    "uint64",
                    "price",
                    "CAST(ancient AS STRING)",
                    "CAST(then AS STRING)",
                    "CAST(seen AS STRING)",
                    "word",
                    "`pair.k`",
                    "`pair.none`",
                    "counts['u']",
                    "size(tokens)")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[6,1,1.25,0001-01-01,1500-01-01 00:00:00,2026-01-01 01:00:00,x,0.5,null,1,2]",
            "[12,18446744073709551615,null,1582-10-15,1500-01-01 00:00:00,2026-01-01 01:00:00,z,null,null,null,0]");
    assertThat(UnreadColumn.reason(input.rows().schema().apply("clock")).orElseThrow())
        .contains("\"clock\" is INT64 (TIME(MICROS,", "seconds of the day", "columns.exclude");
    Files.delete(dir.resolve("layouts.parquet"));
    LoadedInput codecs = load(table("gzip.parquet", "lz4.parquet", "none.parquet"));
    assertThat(codecs.rows().selectExpr("sum(x)").head().getDouble(0)).isEqualTo(24);
  }

  private static JobFailure failure(LoadedInput input) {
    return ReadFailures.translate(
            catchThrowable(() -> input.rows().selectExpr("sum(x)").collectAsList()))
        .orElseThrow();
  }

  @Test
  void codecsAndEncodingsThatSparkLacksAreNamed() throws IOException {
    JobFailure codec = failure(load(table("brotli.parquet")));
    assertThat(codec.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(codec)
        .hasMessageContaining("brotli.parquet is compressed with Brotli")
        .hasMessageContaining("zstd or snappy");
    Files.delete(dir.resolve("brotli.parquet"));
    LoadedInput split = load(table("byte-stream-split.parquet"));
    JobFailure encoding = failure(split);
    assertThat(encoding.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(encoding)
        .hasMessageContaining("byte-stream-split.parquet has pages encoded as BYTE_STREAM_SPLIT")
        .hasMessageContaining("spark.sql.parquet.enableVectorizedReader=false");
    split.rows().sparkSession().conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    assertThat(split.rows().selectExpr("sum(x)").head().getDouble(0)).isEqualTo(8);
  }

  @Test
  void aFileThatIsReplacedWhileItIsReadIsWorthARetry() throws IOException {
    LoadedInput input = load(table("empty-row-groups.parquet"));
    table("brotli.parquet");
    Files.move(
        dir.resolve("brotli.parquet"),
        dir.resolve("empty-row-groups.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    Throwable thrown = catchThrowable(() -> input.rows().selectExpr("sum(x)").collectAsList());
    assertThat(ReplacedFiles.behind(thrown, input.files(), new Configuration()))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.RETRY);
              assertThat(failure)
                  .hasMessageContaining("empty-row-groups.parquet was replaced while it was read");
            });
  }
}
