package io.glidepath.cli;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.job.EarlierRun;
import io.glidepath.job.Outcome;
import io.glidepath.job.Planner;
import io.glidepath.job.ReportJob;
import io.glidepath.job.ScoreJob;
import io.glidepath.job.Steps;
import io.glidepath.job.SweepJob;
import io.glidepath.output.ModelExport;
import io.glidepath.output.Summary;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The commands that need Spark. Nothing else in this package that touches it is loaded earlier. */
public final class SparkActions implements Actions {
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out for results
   * @param err for progress and warnings
   */
  public SparkActions(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void run(JobSpec job, RunOptions options) {
    if (!options.force() && isPublished(job, options)) {
      return;
    }
    Progress progress = Progress.start(err, options.quiet());
    inSession(
        progress::interrupted,
        spark -> {
          Outcome outcome;
          try (progress) {
            spark.sparkContext().addSparkListener(new ProgressListener(progress));
            outcome = new SweepJob(spark, job, progress).run(options.force());
          }
          lines(outcome, options.quiet()).forEach(out::println);
        });
  }

  @Override
  public void plan(JobSpec job, PlanOptions options) {
    inSession(
        spark -> {
          Planner planner = new Planner(spark, job);
          (options.scan() ? planner.scanning() : planner)
              .plan(options.json())
              .forEach(out::println);
        });
  }

  @Override
  public void report(String run) {
    onFiles(hadoop -> out.println("Report " + ReportJob.render(run, hadoop)));
  }

  @Override
  public void export(ExportRequest request) {
    inSession(
        spark -> {
          new ModelExport(spark, request.run())
              .write(request.elasticNetParam(), request.gridIndex(), request.to());
          out.println("Exported " + request.to());
        });
  }

  @Override
  public void score(ScoreRequest request) {
    Progress progress = Progress.start(err, false);
    inSession(
        () -> {
          progress.close();
          return "nothing is written.";
        },
        spark -> {
          ScoreJob.Scored scored;
          try (progress) {
            spark.sparkContext().addSparkListener(new ProgressListener(progress));
            scored =
                new ScoreJob(spark, progress)
                    .score(request.run(), request.tables(), request.output());
          }
          scored.lines().forEach(out::println);
        });
  }

  /** Looks for the run before there is a session, which takes seconds; tells if it is there. */
  private boolean isPublished(JobSpec job, RunOptions options) {
    SparkConf conf = new SparkConf();
    // without a master, and where files may be skipped, the session has something to say
    if (awaitsSession(conf)
        || !conf.contains("spark.master")
        || conf.getAllWithPrefix("spark.sql.files.").length > 0) {
      return false;
    }
    ToldFailures.keepOutOfTheLog();
    Optional<Outcome> earlier = EarlierRun.find(job, SparkHadoopUtil.get().newConfiguration(conf));
    earlier.ifPresent(
        outcome -> {
          try (Progress progress = Progress.start(err, options.quiet())) {
            progress.step(Steps.INPUT);
          }
          lines(outcome, options.quiet()).forEach(out::println);
        });
    return earlier.isPresent();
  }

  private static List<String> lines(Outcome outcome, boolean quiet) {
    if (quiet || outcome.result().isEmpty()) {
      return List.of(Summary.published(outcome.path()));
    }
    return Summary.lines(outcome.result().get(), outcome.path(), outcome.report());
  }

  private void inSession(Consumer<SparkSession> work) {
    inSession(() -> "the command did not finish.", work);
  }

  /** In a cluster's deploy mode the manager takes a driver without a session for a failed one. */
  private static boolean awaitsSession(SparkConf conf) {
    return conf.get("spark.submit.deployMode", "client").equals("cluster");
  }

  /** For work that computes nothing. */
  private void onFiles(Consumer<Configuration> work) {
    SparkConf conf = new SparkConf();
    if (awaitsSession(conf)) {
      inSession(spark -> work.accept(spark.sessionState().newHadoopConf()));
      return;
    }
    try (Interruption interruption = Interruption.watch(err, () -> "the command did not finish.")) {
      ToldFailures.keepOutOfTheLog();
      work.accept(SparkHadoopUtil.get().newConfiguration(conf));
      interruption.done();
    }
  }

  /**
   * The session is always stopped, so that no thread of Spark keeps the JVM alive.
   *
   * @param interrupted says what is left of the work if the process is asked to end
   */
  private void inSession(Supplier<String> interrupted, Consumer<SparkSession> work) {
    try (Interruption interruption = Interruption.watch(err, interrupted)) {
      SparkSession spark = session();
      ToldFailures.keepOutOfTheLog(); // only now has Spark set its log up
      try {
        work.accept(spark);
        interruption.done();
      } finally {
        ToldFailures.sessionStops();
        spark.stop();
      }
    }
  }

  /** The master and everything else about the cluster come from spark-submit or submit.sh. */
  private static SparkSession session() {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      throw new JobFailure(
          ExitCode.USAGE,
          "No Spark master is set. Start the job by submit.sh or spark-submit, which set one.");
    }
    conf.setIfMissing("spark.app.name", "glidepath");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
