package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.ml.ElasticNetPathModel;
import io.glidepath.ml.MllibCheck;
import io.glidepath.ml.SweepResult;
import io.glidepath.output.Attempt;
import io.glidepath.output.CheckpointPace;
import io.glidepath.output.Decision;
import io.glidepath.output.Publication;
import io.glidepath.output.Publisher;
import io.glidepath.output.RunManifest;
import io.glidepath.output.RunRequest;
import io.glidepath.path.Checkpoint;
import io.glidepath.report.Report;
import io.glidepath.table.InputTables;
import io.glidepath.table.LoadedInput;
import io.glidepath.table.ReadFailures;
import io.glidepath.table.ReplacedFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One run from configuration to publication: read, find the design, sweep, verify, publish. Each
 * step uses only values made above it.
 *
 * <p>Failures are {@link io.glidepath.failure.JobFailure} wherever the user can do something about
 * them; nothing is published then, and what was published before stays.
 */
public final class SweepJob {
  private final SparkSession spark;
  private final JobSpec job;
  private final Steps steps;
  private final CheckpointPace pace;
  private final Stopwatch watch;
  private final ExecutionCounter counter = new ExecutionCounter();
  private final List<String> warnings = new ArrayList<>();

  public SweepJob(SparkSession spark, JobSpec job, Steps steps) {
    this(spark, job, steps, CheckpointPace.USUAL);
  }

  SweepJob(SparkSession spark, JobSpec job, Steps steps, CheckpointPace pace) {
    this.spark = spark;
    this.job = job;
    this.steps = steps;
    this.pace = pace;
    this.watch = new Stopwatch(steps);
  }

  /**
   * Runs the job.
   *
   * @param force compute and replace even if the same run is published
   */
  public Outcome run(boolean force) {
    spark.sparkContext().addSparkListener(counter);
    try {
      return sweepAndPublish(force);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<JobFailure> known = ReadFailures.translate(e);
      if (known.isPresent()) {
        throw known.get();
      }
      throw e;
    } finally {
      spark.sparkContext().removeSparkListener(counter);
    }
  }

  private Outcome sweepAndPublish(boolean force) {
    watch.step("input", Steps.INPUT);
    LoadedInput input = InputTables.load(spark, job.input());
    input.warnings().forEach(steps::warn);
    RunRequest request = Request.of(spark, job, input, force);
    Publisher publisher = new Publisher(job.output().path(), hadoop());
    if (publisher.decide(request) != Decision.COMPUTE) {
      return published(publisher, request);
    }
    try (Attempt attempt = publisher.begin(request)) {
      attempt.notes().forEach(steps::warn);
      steps.resumable(attempt::keptCheckpoint);
      if (attempt.decision() != Decision.COMPUTE) {
        return published(publisher, request);
      }
      Swept swept = read(input, checkpoint(attempt));
      Optional<Map<String, Object>> verify = verify(swept);
      RunFiles files =
          new RunFiles(
              spark,
              request.runId(),
              swept,
              ScoringPipeline.of(
                  swept.features(), job.encoding().unseen(), swept.result().family()),
              () -> {
                watch.step("report", "Drawing the report");
                return manifest(request, input, swept, verify).preview(attempt.notes());
              });
      watch.step("write", "Publishing");
      Publication publication =
          attempt.publish(
              files::write,
              () -> {
                watch.stop();
                files.missing().ifPresent(this::warn);
                return manifest(request, input, swept, verify);
              });
      String report = Publication.location(new Path(publication.path(), Report.FILE));
      return new Outcome(
          publication.location(),
          Optional.of(swept.result()),
          files.missing().isEmpty() ? Optional.of(report) : Optional.empty());
    }
  }

  private void warn(String warning) {
    warnings.add(warning);
    steps.warn(warning);
  }

  private static Outcome published(Publisher publisher, RunRequest request) {
    return Outcome.published(publisher.find(request.runId()).orElseThrow());
  }

  private Checkpoint checkpoint(Attempt attempt) {
    return job.output().checkpoint() ? attempt.checkpoint(pace, this::warn) : Checkpoint.NONE;
  }

  private Swept read(LoadedInput input, Checkpoint checkpoint) {
    try {
      return sweep(input, checkpoint);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<JobFailure> replaced = ReplacedFiles.behind(e, input.files(), hadoop());
      if (replaced.isPresent()) {
        throw replaced.get();
      }
      throw e;
    }
  }

  private Swept sweep(LoadedInput input, Checkpoint checkpoint) {
    ColumnRoles roles =
        ColumnRoles.resolve(
            input.rows().schema(), job.columns(), job.folds().column(), Request.family(job));
    roles.warnings().forEach(this::warn);
    watch.step("profile", "Looking at levels and missing values");
    Profile profile = Profile.of(input.rows(), roles, job.missing(), job.encoding().levels());
    profile.warnings().forEach(this::warn);
    FeaturePipeline features =
        FeaturePipeline.of(
            input.rows().schema(), roles, profile, job.missing(), job.encoding().levels());
    capacity(features.design().size()).of(profile.levelCounts()).require(spark.sparkContext());
    watch.step("sweep", "Sweeping " + features.design().size() + " columns over " + models());
    Dataset<Row> rows = features.prepare(input.rows());
    PipelineModel model;
    try {
      model = SweepPipeline.of(job, features, checkpoint, steps::solved).fit(rows);
    } catch (JobFailure e) {
      throw new JobFailure(e.exitCode(), features.inUsersNames(e.getMessage()), e);
    }
    ElasticNetPathModel path = (ElasticNetPathModel) model.stages()[model.stages().length - 1];
    SweepResult result = path.result().withColumns(features.design());
    result.warnings().forEach(steps::warn);
    return new Swept(features, profile, rows, model, result);
  }

  private Capacity capacity(int columns) {
    return Capacity.of(columns, job.folds().heldOut(), gridPoints(), job.model().family());
  }

  private int gridPoints() {
    int given = job.sweep().regParam().values().size();
    return job.sweep().elasticNetParam().size()
        * (given > 0 ? given : job.sweep().regParam().count());
  }

  private String models() {
    return job.folds()
        .column()
        .map(column -> gridPoints() + " grid points in the folds of " + column)
        .orElse(gridPoints() * (job.folds().heldOut() + 1L) + " models");
  }

  private Optional<Map<String, Object>> verify(Swept swept) {
    int points = job.verify().mllib();
    if (points == 0) {
      return Optional.empty();
    }
    watch.step("verify", "Refitting " + points + " grid points with MLlib");
    MllibCheck check = MllibCheck.of(swept.rows(), swept.features().stages(), swept.path(), points);
    return Optional.of(check.facts());
  }

  private RunManifest manifest(
      RunRequest request, LoadedInput input, Swept swept, Optional<Map<String, Object>> verify) {
    SweepResult result = swept.result();
    Profile profile = swept.profile();
    long read = profile.rowsRead().orElse(result.rowsUsed() + result.rowsZeroWeight());
    RunManifest.Execution execution =
        new RunManifest.Execution(
            timings(result),
            counter.failedTasks(),
            counter.lostExecutors(),
            result.blas(),
            result.executorBlas(),
            result.cache(),
            Stream.concat(input.warnings().stream(), warnings.stream()).toList());
    return new RunManifest(
        request,
        job.json(),
        job.folds().seed(),
        Request.inputs(input.files()),
        new RunManifest.Rows(read, dropped(profile)),
        execution,
        passes(result, profile),
        verify);
  }

  /** The sweep by its parts; what is left of it went into the feature stages, and selecting. */
  private Map<String, Double> timings(SweepResult result) {
    Map<String, Double> timings = new LinkedHashMap<>();
    watch
        .seconds()
        .forEach(
            (step, seconds) -> {
              if (step.equals("sweep")) {
                timings.putAll(result.seconds());
                double parts =
                    result.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
                timings.put("stages", Math.max(0, seconds - parts));
              } else {
                timings.put(step, seconds);
              }
            });
    return timings;
  }

  private static Map<String, Long> dropped(Profile profile) {
    Map<String, Long> dropped = new LinkedHashMap<>();
    profile.dropped().forEach((reason, rows) -> dropped.put("missing " + reason, rows));
    return dropped;
  }

  /** The profile's scan goes before the sweep's own passes. */
  private static SweepResult passes(SweepResult result, Profile profile) {
    return profile.scanned() ? result.withPassesBefore("profile", 1) : result;
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
