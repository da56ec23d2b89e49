package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;

/**
 * A run that wants to be published.
 *
 * @param runId name of its directory
 * @param fingerprint of the configuration
 * @param inputsFingerprint of the input files
 * @param mode what to do if the directory holds a run with other content
 * @param force compute and replace whatever is there
 */
public record RunRequest(
    String runId,
    String fingerprint,
    String inputsFingerprint,
    OutputSpec.Mode mode,
    boolean force) {
  private static final int FINGERPRINT_DIGITS = 12;

  /**
   * @throws JobFailure 78 if the run-id cannot be the name of a directory
   */
  public RunRequest {
    if (!OutputSpec.isRunId(runId)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "output.run-id is '"
              + runId
              + "'. Allowed are "
              + OutputSpec.RUN_IDS
              + ". Change output.run-id.");
    }
  }

  /** The request of a configuration; without a run-id it is named by its fingerprint. */
  public static RunRequest of(
      OutputSpec spec, String fingerprint, String inputsFingerprint, boolean force) {
    String runId =
        spec.runId().orElseGet(() -> "run-" + fingerprint.substring(0, FINGERPRINT_DIGITS));
    return new RunRequest(runId, fingerprint, inputsFingerprint, spec.mode(), force);
  }
}
