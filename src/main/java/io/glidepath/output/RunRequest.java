package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Set;
import java.util.regex.Pattern;

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
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Set<String> TAKEN = Set.of(".", "..", "_staging", "_checkpoint");
  private static final int FINGERPRINT_DIGITS = 12;

  /**
   * @throws JobFailure 78 if the run-id cannot be the name of a directory
   */
  public RunRequest {
    if (!FORM.matcher(runId).matches() || TAKEN.contains(runId)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "output.run-id is '"
              + runId
              + "'. Allowed are 1 to 100 of the characters A-Z a-z 0-9 . _ - except the names '.',"
              + " '..', '_staging' and '_checkpoint'. Change output.run-id.");
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
