package io.glidepath.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.NewDirectory;
import io.glidepath.output.PublishedRun;
import io.glidepath.output.RunTables;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
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
   * @param rows with a prediction
   * @param incomplete rows with null for one
   */
  public record Scored(String location, long rows, long incomplete) {

    /** For the standard output. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>(List.of("Rows scored: " + rows));
      if (incomplete > 0) {
        lines.add(
            "Rows without a prediction: "
                + incomplete
                + " (a value is missing, for which the run leaves rows out: missing.* = drop-row)");
      }
      lines.add("Scored " + location);
      return lines;
    }
  }

  /**
   * @param run directory of the run, the one with run.json
   * @param tables {@code NAME=PATH}; a path alone where the run has one table; in place of a path
   *     the name of a catalog's table
   * @param output new directory
   * @throws JobFailure 64 for a table that the run does not know; 65 for a damaged run, a missing
   *     column or value, and data that cannot be read; 66 if there is no run, model or table; 73 if
   *     the output exists; 74, 77 if the file system refuses; 75 if a file was replaced meanwhile
   */
  public Scored score(String run, List<String> tables, String output) {
    steps.step(Steps.INPUT);
    PublishedRun published = PublishedRun.open(run, hadoop());
    JsonNode manifest = published.manifest();
    JobSpec trained = trained(manifest, run);
    NewTables asked = NewTables.of(trained.input(), tables, this::isTable);
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
    Optional<Column> complete =
        IncompleteRows.complete(
            trained, new RunTables(published.directory(), hadoop()), input.rows());
    return write(input, complete, ScoringModel.of(published), to);
  }

  /** One that a catalog knows, unless there is a file of that name. */
  private boolean isTable(String text) {
    try {
      Path path = new Path(text);
      return !path.getFileSystem(hadoop()).exists(path) && spark.catalog().tableExists(text);
    } catch (Exception e) { // whatever it is, it is no name, and reading it says what it lacks
      return false;
    }
  }

  private LoadedInput load(InputSpec spec, JsonNode manifest) {
    try {
      return InputTables.load(spark, spec, earlier(manifest));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw told(e, List.of());
    }
  }

  private Scored write(
      LoadedInput input, Optional<Column> complete, ScoringModel model, NewDirectory to) {
    Observation seen = new Observation("scored");
    Dataset<Row> scored = scored(input.rows(), complete, model);
    AbsentColumns.requireNone(scored);
    Dataset<Row> counted =
        scored.observe(
            seen,
            count(lit(1)).as("rows"),
            count(col("`" + model.predictionCol() + "`")).as("predicted"));
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
    long predicted = counted(seen, "predicted");
    return new Scored(to.location(), predicted, counted(seen, "rows") - predicted);
  }

  /** The rows that the model takes, and behind them those that it does not. */
  private static Dataset<Row> scored(
      Dataset<Row> rows, Optional<Column> complete, ScoringModel model) {
    List<String> kept = kept(rows);
    return complete
        .map(c -> model.score(rows.where(c), kept).union(model.unscored(rows.where(not(c)), kept)))
        .orElseGet(() -> model.score(rows, kept));
  }

  private static long counted(Observation seen, String what) {
    try {
      return (Long) seen.getAsJava().get(what);
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

  private static JobSpec trained(JsonNode manifest, String run) {
    String file = run + "/run.json";
    JsonNode configuration = manifest.path("configuration");
    if (!configuration.isObject()) {
      throw new JobFailure(
          ExitCode.BAD_DATA, file + " is not as a run writes it: it has no configuration.");
    }
    try {
      return ConfigurationLoader.load(List.of(file), List.of(), uri -> configuration.toString());
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
