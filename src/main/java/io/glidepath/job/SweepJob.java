package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.HoldOut;
import io.glidepath.design.RowShape;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.CoefficientTerms;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.FeaturePipeline;
import io.glidepath.features.Profile;
import io.glidepath.ml.FittedPath;
import io.glidepath.ml.MllibCheck;
import io.glidepath.ml.PathColumns;
import io.glidepath.ml.PathFit;
import io.glidepath.ml.SweepResult;
import io.glidepath.output.Attempt;
import io.glidepath.output.CheckpointPace;
import io.glidepath.output.Decision;
import io.glidepath.output.Publication;
import io.glidepath.output.PublishedPoints;
import io.glidepath.output.Publisher;
import io.glidepath.output.ResultTables;
import io.glidepath.output.RunManifest;
import io.glidepath.output.RunRequest;
import io.glidepath.output.StockPipeline;
import io.glidepath.output.TableWriter;
import io.glidepath.path.Checkpoint;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.RunLog;
import io.glidepath.table.InputTables;
import io.glidepath.table.LoadedInput;
import io.glidepath.table.ReadFailures;
import io.glidepath.table.ReplacedFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

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
  private final RunLog log;

  public SweepJob(SparkSession spark, JobSpec job, Steps steps) {
    this(spark, job, steps, CheckpointPace.USUAL);
  }

  SweepJob(SparkSession spark, JobSpec job, Steps steps, CheckpointPace pace) {
    this.spark = spark;
    this.job = job;
    this.steps = steps;
    this.pace = pace;
    this.log = new RunLog(System::nanoTime, steps::warn);
  }

  /**
   * Runs the job.
   *
   * @param force compute and replace even if the same run is published
   */
  public Outcome run(boolean force) {
    ExecutionCounter counter = new ExecutionCounter(log);
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
    LoadedInput input = step("input", Steps.INPUT, () -> InputTables.load(spark, job.input()));
    input.warnings().forEach(log::warn);
    RunRequest request = Request.of(spark, job, input, force);
    Publisher publisher = new Publisher(job.output().path(), hadoop());
    if (publisher.decide(request) != Decision.COMPUTE) {
      return published(publisher, request);
    }
    TableWriter writer = new TableWriter(spark, job.output());
    writer.require();
    ColumnRoles roles = Request.roles(job, input);
    try (Attempt attempt = publisher.begin(request);
        KeptInput kept = KeptInput.of(input, roles, job)) {
      attempt.notes().forEach(log::warn);
      steps.resumable(attempt::keptCheckpoint);
      if (attempt.decision() != Decision.COMPUTE) {
        return published(publisher, request);
      }
      Swept swept = read(input, kept.rows(), roles, request.runId(), checkpoint(attempt));
      SweepResult result = swept.fitted().result();
      result.warnings().forEach(log::warn);
      PublishedPoints published = new PublishedPoints(result, job.output().denseCoefficients());
      published.told().ifPresent(log::warn);
      RunManifest manifest =
          new RunManifest(
              request,
              job.json(),
              job.folds().seed(),
              input.timeZone(),
              Request.inputs(input),
              new RunManifest.Rows(swept.rowsRead(), swept.rowsHeldOut(), swept.rowsDropped()),
              log,
              result,
              swept.check().map(MllibCheck::facts));
      StockPipeline scoring =
          ScoringPipeline.of(swept.features(), job.encoding().unseen(), result.family());
      ResultTables tables = new ResultTables(request.runId(), result, published);
      Optional<String> report =
          step("report", "Drawing the report", () -> RunReport.of(tables, manifest));
      RunFiles files =
          new RunFiles(hadoop(), scoring, result, tables, swept.predictions(), writer, report);
      Publication publication = step("write", "Publishing", () -> attempt.publish(files, manifest));
      return Outcome.computed(publication, result, report.isPresent());
    }
  }

  private <T> T step(String name, String told, Supplier<T> work) {
    steps.step(told);
    return log.timed(name, work);
  }

  private static Outcome published(Publisher publisher, RunRequest request) {
    return Outcome.published(publisher.find(request.runId()).orElseThrow());
  }

  private Checkpoint checkpoint(Attempt attempt) {
    return job.output().checkpoint() ? attempt.checkpoint(pace, log::warn) : Checkpoint.NONE;
  }

  private Swept read(
      LoadedInput input,
      Dataset<Row> rows,
      ColumnRoles roles,
      String runId,
      Checkpoint checkpoint) {
    try {
      return sweep(rows, roles, runId, checkpoint);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<JobFailure> replaced = ReplacedFiles.behind(e, input.files(), hadoop());
      if (replaced.isPresent()) {
        throw replaced.get();
      }
      throw e;
    }
  }

  private Swept sweep(Dataset<Row> input, ColumnRoles roles, String runId, Checkpoint checkpoint) {
    StructType schema = input.schema();
    roles.warnings().forEach(log::warn);
    PredictedRows.requireNames(job, roles);
    Optional<HoldOut> held = job.folds().holdout().map(column -> holdOut(input, column));
    Dataset<Row> known = held.map(HoldOut::training).orElse(input);
    Profile profile =
        step("profile", "Looking at levels and missing values", () -> profile(known, roles));
    profile.warnings().forEach(log::warn);
    FeaturePipeline features =
        FeaturePipeline.of(schema, roles, profile, job.missing(), job.encoding().levels());
    int columns = features.design().size();
    Capacity.of(RowShape.of(features.shares()), profile.rowsRead(), job.path())
        .of(profile.levelCounts())
        .require(spark.sparkContext());
    Dataset<Row> rows = features.prepare(known);
    FittedPath fitted =
        step(
            "stages",
            "Sweeping " + columns + " columns over " + models(),
            () ->
                new HeldOutProblems(job, held, roles, profile)
                    .told(
                        () -> fit(features, rows, held.map(h -> unseen(features, h)), checkpoint)));
    Optional<Dataset<Row>> predictions =
        job.output().predictions()
            ? new PredictedRows(features, fitted, log).of(runId, rows)
            : Optional.empty();
    return new Swept(
        profile,
        held.map(HoldOut::rows).orElse(0L),
        features,
        fitted,
        predictions,
        verify(features, rows, fitted));
  }

  private HoldOut holdOut(Dataset<Row> input, String column) {
    HoldOut parted = step("holdout", "Looking for rows held out", () -> HoldOut.of(input, column));
    log.passed("holdout");
    return parted;
  }

  /** As rows to score. */
  private Dataset<Row> unseen(FeaturePipeline features, HoldOut held) {
    return features.assembleUnseen(features.prepareUnseen(held.heldOut()), job.encoding().unseen());
  }

  private Profile profile(Dataset<Row> rows, ColumnRoles roles) {
    Profile profile = Profile.of(rows, roles, job.missing(), job.encoding().levels());
    if (profile.scanned()) {
      log.passed("profile");
    }
    return profile;
  }

  private String models() {
    int points = job.sweep().points();
    return job.folds()
        .column()
        .map(column -> points + " grid points in the folds of " + column)
        .orElse(points * (job.folds().heldOut() + 1L) + " models");
  }

  private FittedPath fit(
      FeaturePipeline features,
      Dataset<Row> rows,
      Optional<Dataset<Row>> heldOut,
      Checkpoint checkpoint) {
    PathColumns columns =
        new PathColumns(
            features.featuresCols(),
            features.labelCol(),
            features.weightCol(),
            features.offsetCol(),
            features.shares(),
            features.key());
    try {
      return new PathFit(job.path(), columns, checkpoint, steps::solved, log)
          .fit(features.assemble(rows), heldOut, terms(features))
          .withNames(features.design());
    } catch (JobFailure e) {
      throw new JobFailure(e.exitCode(), features.inUsersNames(e.getMessage()), e);
    }
  }

  private static PenaltyTerms terms(FeaturePipeline features) {
    List<CoefficientTerms> terms = features.terms();
    return new PenaltyTerms(
        terms.stream().mapToDouble(CoefficientTerms::penaltyFactor).toArray(),
        terms.stream().mapToDouble(CoefficientTerms::lowerBound).toArray(),
        terms.stream().mapToDouble(CoefficientTerms::upperBound).toArray());
  }

  private Optional<MllibCheck> verify(
      FeaturePipeline features, Dataset<Row> rows, FittedPath fitted) {
    int points = job.verify().mllib();
    return points == 0
        ? Optional.empty()
        : Optional.of(
            step(
                "verify",
                "Refitting " + points + " grid points with MLlib",
                () -> MllibCheck.of(rows, features.stages(), fitted, points)));
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
