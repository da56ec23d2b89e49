package io.glidepath.cli;

import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line without a command: a run. */
@Command(
    name = "glidepath",
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      PlanCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      ScoreCommand.class
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sweeps elastic-net models from pure L2 to pure L1 over a grid of strengths, cross-validates"
          + " all of them, picks one and publishes the whole surface.",
      "Without a command: run. With nothing at all: the bundled example."
    },
    footer = {
      "",
      "Exit codes: 0 done, 64 usage, 65 bad data, 66 input missing, 70 internal, 73 output exists,"
          + " 74 I/O, 75 worth a retry, 77 permission, 78 configuration."
    })
final class RootCommand implements Runnable {
  @Mixin private ConfigurationOptions configuration;
  @Mixin private RunFlags flags;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean verbose;

  private final Session session;

  RootCommand(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  boolean verbose() {
    return verbose;
  }

  ConfigurationOptions configuration() {
    return configuration;
  }

  RunFlags flags() {
    return flags;
  }

  /** For commands that do not run: options of a run before their name would go unheeded. */
  void refuseRunFlags(String command) {
    if (flags.force() || flags.quiet() || flags.printConfig()) {
      throw new JobFailure(
          ExitCode.USAGE, "--force, --quiet and --print-config do not go with " + command + ".");
    }
  }

  /** For commands that read a published run: neither configuration nor options of a run. */
  void refuseConfiguration(String command) {
    refuseRunFlags(command);
    if (!configuration.isEmpty()) {
      throw new JobFailure(
          ExitCode.USAGE,
          "--config and --set do not go with " + command + ", which reads a published run.");
    }
  }

  @Override
  public void run() {
    boolean example = configuration.isEmpty() && !flags.force();
    perform(example ? session.example() : session.job(configuration), flags);
  }

  void perform(JobSpec job, RunFlags wanted) {
    if (wanted.printConfig()) {
      session.out().println(job.json());
    } else {
      session.actions().get().run(job, new RunOptions(wanted.force(), wanted.quiet()));
    }
  }
}
