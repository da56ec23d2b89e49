package io.glidepath.job;

import io.glidepath.SharedSpark;
import io.glidepath.cli.Actions;
import io.glidepath.cli.ExportRequest;
import io.glidepath.cli.PlanOptions;
import io.glidepath.cli.RunOptions;
import io.glidepath.cli.ScoreRequest;
import io.glidepath.config.JobSpec;
import io.glidepath.output.CheckpointPace;
import io.glidepath.output.ModelExport;
import io.glidepath.output.Summary;
import java.io.PrintStream;
import java.time.Duration;

/** Does what the commands ask for in the tests' session, which goes on afterwards. */
public final class SessionActions implements Actions {
  /** A checkpoint after every pass, so that a test can end a run anywhere. */
  static final CheckpointPace EVERY_TIME = new CheckpointPace(Duration.ZERO, 0);

  private final PrintStream out;
  private final PrintStream err;
  private final CheckpointPace pace;

  public SessionActions(PrintStream out, PrintStream err) {
    this(out, err, CheckpointPace.USUAL);
  }

  SessionActions(PrintStream out, PrintStream err, CheckpointPace pace) {
    this.out = out;
    this.err = err;
    this.pace = pace;
  }

  @Override
  public void run(JobSpec job, RunOptions options) {
    Outcome outcome =
        new SweepJob(SharedSpark.session(), job, new Told(), pace).run(options.force());
    if (outcome.result().isPresent()) {
      Summary.lines(outcome.result().get(), outcome.path(), outcome.report()).forEach(out::println);
    } else {
      out.println(Summary.published(outcome.path()));
    }
  }

  @Override
  public void plan(JobSpec job, PlanOptions options) {
    Planner planner = new Planner(SharedSpark.session(), job);
    (options.scan() ? planner.scanning() : planner).plan(options.json()).forEach(out::println);
  }

  @Override
  public void report(String run) {
    out.println(
        "Report "
            + ReportJob.render(run, SharedSpark.session().sparkContext().hadoopConfiguration()));
  }

  @Override
  public void export(ExportRequest request) {
    new ModelExport(SharedSpark.session(), request.run())
        .write(request.elasticNetParam(), request.gridIndex(), request.to());
  }

  @Override
  public void score(ScoreRequest request) {
    new ScoreJob(SharedSpark.session(), new Told())
        .score(request.run(), request.tables(), request.output())
        .lines()
        .forEach(out::println);
  }

  private final class Told implements Steps {
    @Override
    public void step(String name) {}

    @Override
    public void warn(String warning) {
      err.println("warning: " + warning);
    }
  }
}
