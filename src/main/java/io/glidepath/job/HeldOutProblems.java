package io.glidepath.job;

import io.glidepath.config.JobSpec;
import io.glidepath.design.HoldOut;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ColumnRoles;
import io.glidepath.features.Profile;
import io.glidepath.table.ReadFailures;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says of rows held out what of them cannot be used, by column and key, with the number of rows, as
 * of those to train on. They are prepared as rows to score, where the first such value ends all.
 */
record HeldOutProblems(JobSpec job, Optional<HoldOut> held, ColumnRoles roles, Profile profile) {

  /** What the work gives, or its failure in these words. */
  <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<JobFailure> told = held.filter(h -> isOfData(e)).flatMap(this::problems);
      if (told.isPresent()) {
        told.get().addSuppressed(e);
        throw told.get();
      }
      throw e;
    }
  }

  private static boolean isOfData(Exception e) {
    Optional<JobFailure> known =
        e instanceof JobFailure failure ? Optional.of(failure) : ReadFailures.translate(e);
    return known.filter(f -> f.exitCode() == ExitCode.BAD_DATA).isPresent();
  }

  private Optional<JobFailure> problems(HoldOut rows) {
    return profile.problems(
        "the rows held out (folds.holdout)",
        rows.heldOut(),
        roles,
        job.missing(),
        job.encoding().levels());
  }
}
