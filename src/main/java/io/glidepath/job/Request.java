package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.FoldSpec;
import io.glidepath.family.Family;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.FoldColumns;
import io.glidepath.output.InputFile;
import io.glidepath.output.InputVersion;
import io.glidepath.output.OutputOverlap;
import io.glidepath.output.RunManifest;
import io.glidepath.output.RunRequest;
import io.glidepath.table.LoadedInput;
import io.glidepath.table.TableFootprint;
import io.glidepath.table.TableVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** What is asked for, with the files that it reads. */
final class Request {
  private Request() {}

  static Family family(JobSpec job) {
    return job.model().family();
  }

  /**
   * @throws io.glidepath.failure.JobFailure CONFIGURATION if columns cannot play their role
   */
  static ColumnRoles roles(JobSpec job, LoadedInput input) {
    FoldSpec folds = job.folds();
    return ColumnRoles.resolve(
        input.rows().schema(),
        job.columns(),
        new FoldColumns(folds.column(), folds.group(), folds.time(), folds.holdout()),
        family(job),
        input.timeZone());
  }

  static RunManifest.Inputs inputs(LoadedInput input) {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    for (TableFootprint table : input.tables()) {
      Map<String, String> columns = new LinkedHashMap<>();
      for (StructField field : table.schema().fields()) {
        columns.put(field.name(), field.dataType().sql());
      }
      tables.put(table.name(), columns);
    }
    return inputs(input.files(), input.versions(), tables);
  }

  static RunManifest.Inputs inputs(
      List<io.glidepath.table.InputFile> files,
      List<TableVersion> versions,
      Map<String, Map<String, String>> tables) {
    return new RunManifest.Inputs(
        files.stream().map(f -> new InputFile(f.path(), f.length(), f.modificationTime())).toList(),
        versions.stream()
            .map(v -> new InputVersion(v.table(), v.format(), v.source(), v.version()))
            .toList(),
        tables);
  }

  /**
   * @throws io.glidepath.failure.JobFailure CONFIGURATION if the output lies inside an input
   */
  static RunRequest of(SparkSession spark, JobSpec job, LoadedInput input, boolean force) {
    RunRequest request =
        RunRequest.of(job.output(), job.fingerprint(), inputs(input).fingerprint(), force);
    List<String> paths = job.input().tables().stream().flatMap(t -> t.paths().stream()).toList();
    OutputOverlap.refuse(
        job.output().path(), request.runId(), paths, spark.sparkContext().hadoopConfiguration());
    return request;
  }
}
