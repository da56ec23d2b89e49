package io.glidepath.job;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.NewDirectory;
import io.glidepath.output.PublishedRun;
import io.glidepath.output.ScoringModel;
import io.glidepath.table.AbsentColumns;
import io.glidepath.table.EarlierTables;
import io.glidepath.table.InputSpec;
import io.glidepath.table.InputTables;
import io.glidepath.table.LoadedInput;
import io.glidepath.table.ReadFailures;
import io.glidepath.table.ReplacedFiles;
import io.glidepath.table.TableSpec;
import io.glidepath.table.UnreadColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Predicts new rows with the chosen model of a published run. The run's query and conditions are
 * applied to the new tables as they were to those that it was trained on, so that a run over a join
 * can be used; what they no longer have and nobody needs, such as the label, may be missing.
 *
 * <p>Writes every column of the query, then those of {@link ScoringModel}, as Parquet.
 */
public final class ScoreJob {
  private final SparkSession spark;
  private final Steps steps;

  public ScoreJob(SparkSession spark, Steps steps) {
    this.spark = spark;
    this.steps = steps;
  }

  /**
   * How it ended.
   *
   * @param location of the directory that was written
   */
  public record Scored(String location, long rows) {

    /** For the standard output. */
    public List<String> lines() {
      return List.of("Rows scored: " + rows, "Scored " + location);
    }
  }

  /**
   * @param run directory of the run, the one with run.json
   * @param tables {@code NAME=PATH}; a path alone where the run has one table
   * @param output new directory
   * @throws JobFailure 64 for a table that the run does not know; 65 for a damaged run, a missing
   *     column or value, and data that cannot be read; 66 if there is no run, model or table; 73 if
   *     the output exists; 74, 77 if the file system refuses; 75 if a file was replaced meanwhile
   */
  public Scored score(String run, List<String> tables, String output) {
    steps.step(Steps.INPUT);
    PublishedRun published = PublishedRun.open(run, hadoop());
    JsonNode manifest = published.manifest();
    NewTables asked = NewTables.of(trainedOn(manifest, run), tables);
    NewDirectory to = NewDirectory.at(output, "--output", published, hadoop());
    to.requireOutside(paths(asked.input()), "--output", hadoop());
    asked.warnings().forEach(steps::warn);
    for (TableSpec table : asked.kept()) {
      steps.warn(
          "no --table names "
              + table.name()
              + ": it is read from where the run read it, "
              + table.source());
    }
    LoadedInput input = load(asked.input(), manifest);
    input.warnings().forEach(steps::warn);
    return write(input, ScoringModel.of(published), to);
  }

  private LoadedInput load(InputSpec spec, JsonNode manifest) {
    try {
      return InputTables.load(spark, spec, earlier(manifest));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw told(e, List.of());
    }
  }

  private Scored write(LoadedInput input, ScoringModel model, NewDirectory to) {
    Observation seen = new Observation("scored");
    Dataset<Row> scored = model.score(input.rows(), kept(input.rows()));
    AbsentColumns.requireNone(scored);
    Dataset<Row> counted = scored.observe(seen, count(lit(1)).as("rows"));
    steps.step("Scoring");
    to.write(
        "the scores",
        directory -> {
          try {
            counted.write().mode("overwrite").parquet(directory);
          } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw told(e, input.files());
          }
        });
    return new Scored(to.location(), rows(seen));
  }

  private static long rows(Observation seen) {
    try {
      return (Long) seen.getAsJava().get("rows");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailure(ExitCode.RETRY, "Interrupted while counting rows.", e);
    }
  }

  /** All columns but those that depend on absent ones, and those that Spark cannot read. */
  private static List<String> kept(Dataset<Row> rows) {
    Set<String> unread = new HashSet<>();
    for (StructField field : rows.schema().fields()) {
      UnreadColumn.reason(field).ifPresent(reason -> unread.add(field.name()));
    }
    return AbsentColumns.others(rows).stream().filter(n -> !unread.contains(n)).toList();
  }

  private static List<String> paths(InputSpec input) {
    return input.tables().stream().flatMap(t -> t.paths().stream()).toList();
  }

  private static InputSpec trainedOn(JsonNode manifest, String run) {
    String file = run + "/run.json";
    JsonNode configuration = manifest.path("configuration");
    if (!configuration.isObject()) {
      throw new JobFailure(
          ExitCode.BAD_DATA, file + " is not as a run writes it: it has no configuration.");
    }
    try {
      return ConfigurationLoader.load(List.of(file), List.of(), uri -> configuration.toString())
          .input();
    } catch (JobFailure e) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          "the configuration in " + file + " is not one of this version: " + e.getMessage(),
          e);
    }
  }

  private static EarlierTables earlier(JsonNode manifest) {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> table : manifest.at("/inputs/tables").properties()) {
      Map<String, String> columns = new LinkedHashMap<>();
      table.getValue().properties().forEach(c -> columns.put(c.getKey(), c.getValue().asText()));
      tables.put(table.getKey(), columns);
    }
    return new EarlierTables(manifest.path("time_zone").asText("UTC"), tables);
  }

  /** What the model raises is told as it is; what reading may throw by what it stands for. */
  private RuntimeException told(Exception e, List<io.glidepath.table.InputFile> files) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SparkThrowable raised
          && "USER_RAISED_EXCEPTION".equals(raised.getCondition())) {
        return new JobFailure(
            ExitCode.BAD_DATA, raised.getMessageParameters().get("errorMessage"), e);
      }
    }
    Optional<JobFailure> replaced = ReplacedFiles.behind(e, files, hadoop());
    if (replaced.isPresent()) {
      return replaced.get();
    }
    Optional<JobFailure> known =
        ReadFailures.translate(e)
            .filter(f -> files.isEmpty() || f.exitCode() != ExitCode.PERMISSION);
    return known
        .<RuntimeException>map(f -> f)
        .orElse(e instanceof RuntimeException plain ? plain : new IllegalStateException(e));
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }
}
