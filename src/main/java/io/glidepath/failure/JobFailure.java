package io.glidepath.failure;

/**
 * A run that cannot go on, with the exit code it ends with. The message is shown to the user as it
 * is: it names the thing, the value, what was allowed and what to change.
 */
public final class JobFailure extends RuntimeException {
  private final ExitCode exitCode;

  public JobFailure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public JobFailure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
