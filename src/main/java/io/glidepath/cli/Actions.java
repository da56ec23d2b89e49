package io.glidepath.cli;

import io.glidepath.config.JobSpec;

/**
 * What the commands do once the command line and the configuration are parsed. Failures are thrown;
 * the output of a command goes to the standard output.
 */
public interface Actions {

  /** Sweeps, selects and publishes. */
  void run(JobSpec job, RunOptions options);

  /** Foretells a run from schemas and footers, perhaps from the rows; writes nothing. */
  void plan(JobSpec job, PlanOptions options);

  /**
   * Makes the report of a published run again.
   *
   * @param run Hadoop path of the run's directory, the one that holds run.json
   */
  void report(String run);

  /** Writes the stock model of any grid point of a published run. */
  void export(ExportRequest request);

  /** Predicts new rows with the chosen model of a published run. */
  void score(ScoreRequest request);
}
