package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormatsTest {
  @TempDir private Path dir;

  private void look(Path directory) {
    new TableFormats("t", new Configuration())
        .refuse(List.of(new org.apache.hadoop.fs.Path(directory.toUri())));
  }

  @ParameterizedTest
  @CsvSource({
    "Delta, _delta_log/0.json, .",
    "Delta, _delta_log/0.json, year=2020/part-0.parquet",
    "Iceberg, metadata/00000-a.metadata.json, data",
    "Iceberg, metadata/v1.gz.metadata.json, data/year=2020",
    "Hudi, .hoodie/hoodie.properties, 2020/01"
  })
  void aTableIsKnownByTheLogBesideOrAbove(String format, String log, String path)
      throws IOException {
    Path table = dir.resolve("lake/sales");
    Files.createDirectories(table.resolve(log).getParent());
    Files.writeString(table.resolve(log), "{}");
    JobFailure failure =
        catchThrowableOfType(JobFailure.class, () -> look(table.resolve(path).normalize()));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("the " + format + " format (file:" + table + "/")
        .hasMessageContaining(
            format.equals("Hudi")
                ? "input.tables.t.path = \"NEW\""
                : "input.tables.t { format = " + format.toLowerCase(Locale.ROOT) + ", path = ");
  }

  @Test
  void otherDirectoriesAreLeftAlone() throws IOException {
    Files.createDirectories(dir.resolve("lake/metadata/v1.json"));
    Files.createDirectories(dir.resolve("lake/sales"));
    Files.createDirectories(dir.resolve("lake/other/_delta_log"));
    Files.writeString(dir.resolve("lake/_delta_log"), "a file");
    assertThatCode(() -> look(dir.resolve("lake/sales"))).doesNotThrowAnyException();
    assertThatCode(() -> look(dir.resolve("nowhere/at/all"))).doesNotThrowAnyException();
  }
}
