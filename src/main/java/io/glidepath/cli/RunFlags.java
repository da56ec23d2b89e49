package io.glidepath.cli;

import picocli.CommandLine.Option;

/** The options of a run beside its configuration. */
final class RunFlags {
  @Option(names = "--force", description = "Compute and publish again what is published already.")
  private boolean force;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress; only the last line on the standard output.")
  private boolean quiet;

  @Option(
      names = "--print-config",
      description = "Print the configuration with all defaults, secrets hidden, and do no more.")
  private boolean printConfig;

  boolean force() {
    return force;
  }

  boolean quiet() {
    return quiet;
  }

  boolean printConfig() {
    return printConfig;
  }

  RunFlags and(RunFlags later) {
    RunFlags both = new RunFlags();
    both.force = force || later.force;
    both.quiet = quiet || later.quiet;
    both.printConfig = printConfig || later.printConfig;
    return both;
  }
}
