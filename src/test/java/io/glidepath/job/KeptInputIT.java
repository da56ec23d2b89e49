package io.glidepath.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.SharedSpark;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.table.InputFile;
import io.glidepath.table.InputTables;
import io.glidepath.table.LoadedInput;
import io.glidepath.table.TableFootprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptInputIT {
  private static JobSpec job(Path table, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "input.tables.t.path=\"" + table + "\"",
                "columns.label=y",
                "columns.exclude=[left]",
                "output.path=out"));
    settings.addAll(List.of(more));
    return ConfigurationLoader.load(List.of(), settings);
  }

  private static KeptInput kept(LoadedInput input, JobSpec job) {
    return KeptInput.of(input, Request.roles(job, input), job);
  }

  /** The same, as if it had been put together from so many files of so many bytes. */
  private static LoadedInput of(LoadedInput input, int files, long length) {
    TableFootprint table = input.tables().get(0);
    List<InputFile> all =
        IntStream.range(0, files).mapToObj(i -> new InputFile("f" + i, length, 0)).toList();
    return new LoadedInput(
        input.rows(),
        input.rowBound(),
        List.of(new TableFootprint("t", table.schema(), all, table.rows(), table.version())),
        List.of());
  }

  @Test
  void filesThatAreManyAndSmallAreReadOnce(@TempDir Path home) throws IOException {
    Path table = home.resolve("t");
    JobRun.write(
        JobRun.sql("SELECT id, $x AS y, 'l' || id AS level, 1 AS left FROM range(30)"), table, 3);
    LoadedInput input = InputTables.load(SharedSpark.session(), job(table).input());
    LoadedInput many = of(input, 1000, 10);
    Dataset<Row> rows;
    try (KeptInput kept = kept(many, job(table))) {
      rows = kept.rows();
      assertThat(rows.columns()).containsExactlyInAnyOrder("id", "y", "level");
      List<Row> first = rows.collectAsList();
      assertThat(first).hasSize(30);
      try (var files = Files.newDirectoryStream(table)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      assertThat(rows.where("level = 'l1'").count()).isEqualTo(1);
      assertThat(rows.collectAsList()).as("in the same order").isEqualTo(first);
    }
    assertThat(rows.storageLevel()).isEqualTo(StorageLevel.NONE());
  }

  @Test
  void whatIsReadOnceOrNotWorthItIsNotKept(@TempDir Path home) {
    Path table = home.resolve("t");
    JobRun.write(JobRun.sql("SELECT id, $x AS y, 'l' AS level FROM range(9)"), table, 1);
    LoadedInput input =
        InputTables.load(SharedSpark.session(), job(table, "columns.exclude=[]").input());
    LoadedInput many = of(input, 1000, 10);
    String numbers = "columns.exclude=[level]";
    assertThat(isKept(many, job(table, numbers))).isFalse();
    assertThat(isKept(many, job(table, numbers, "model.family=poisson"))).isTrue();
    assertThat(isKept(many, job(table, numbers, "verify.mllib=1"))).isTrue();
    assertThat(isKept(many, job(table, "columns.exclude=[]"))).isTrue();
    assertThat(isKept(many, job(table, "columns.exclude=[]", "compute.cache=none"))).isFalse();
    assertThat(isKept(of(input, 999, 10), job(table, "columns.exclude=[]"))).isFalse();
    assertThat(isKept(of(input, 5000, 1 << 20), job(table, "columns.exclude=[]")))
        .as("5 GB")
        .isFalse();
  }

  private static boolean isKept(LoadedInput input, JobSpec job) {
    try (KeptInput kept = kept(input, job)) {
      return kept.rows().storageLevel().useDisk();
    }
  }
}
