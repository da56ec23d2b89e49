package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
