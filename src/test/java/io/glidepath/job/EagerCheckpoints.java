package io.glidepath.job;

/** The program of a JVM of its own that writes a checkpoint after every pass. */
final class EagerCheckpoints {
  private EagerCheckpoints() {}

  /** Ends with the exit code of the command. */
  public static void main(String... arguments) {
    JobRun.Ended ended = JobRun.command(SessionActions.EVERY_TIME, arguments);
    System.out.println(ended.out() + ended.err());
    System.exit(ended.code());
  }
}
