package io.glidepath.job;

/** A command in a process of its own, which can be killed. */
final class JobProcess {
  private JobProcess() {}

  /** Ends with the exit code of the command. */
  public static void main(String... arguments) {
    JobRun.Ended ended = JobRun.command(arguments);
    System.out.println(ended.out() + ended.err());
    System.exit(ended.code());
  }
}
