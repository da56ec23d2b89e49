package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.Publication;
import io.glidepath.output.Publisher;
import io.glidepath.output.RunRequest;
import io.glidepath.table.InputFile;
import io.glidepath.table.PlainListing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Looks, before there is a Spark session, for a run that was made by the same configuration from
 * the same files. It says yes only where {@link SweepJob} would end with the same answer.
 */
public final class EarlierRun {
  private EarlierRun() {}

  /**
   * The run that is published already; empty if there is none, if it takes Spark to tell, or if
   * something is wrong, which the job itself tells in its order.
   */
  public static Optional<Outcome> find(JobSpec job, Configuration hadoop) {
    try {
      Publisher publisher = new Publisher(job.output().path(), hadoop);
      return publisher
          .find(request(job, List.of()).runId())
          .filter(run -> isSame(run, job, hadoop))
          .map(Outcome::published);
    } catch (JobFailure e) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Publication run, JobSpec job, Configuration hadoop) {
    return PlainListing.files(job.input(), hadoop)
        .map(files -> run.answers(request(job, files)))
        .orElse(false);
  }

  private static RunRequest request(JobSpec job, List<InputFile> files) {
    String inputs = Request.inputs(files, List.of(), Map.of()).fingerprint();
    return RunRequest.of(job.output(), job.fingerprint(), inputs, false);
  }
}
