package io.glidepath.cli;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.Secrets;
import io.glidepath.failure.Spelling;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: parses it, runs the command and reports failures in plain words as the last
 * lines of the error stream. Never throws and never ends the process.
 */
public final class Cli {
  /**
   * Schedulers keep the last lines, Airflow twenty; after a longer message its first is repeated.
   */
  private static final int LINES_KEPT = 15;

  private final Session session;
  private String failure = "";

  /**
   * @param out for results
   * @param err for everything else
   * @param actions where the work is done; asked for only by commands that need Spark
   * @param environment for GLIDEPATH_HOME
   */
  public Cli(
      PrintStream out,
      PrintStream err,
      Supplier<Actions> actions,
      Map<String, String> environment) {
    this.session = new Session(out, err, actions, environment);
  }

  /**
   * Runs one command line to its end.
   *
   * @return 0, or the number of an {@link ExitCode}
   */
  public int run(String... args) {
    failure = "";
    RootCommand root = new RootCommand(session);
    CommandLine commandLine =
        new CommandLine(root)
            .setExpandAtFiles(false)
            .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
            .setUsageHelpAutoWidth(false)
            .setParameterExceptionHandler(
                (e, arguments) -> tell(new Failure(ExitCode.USAGE.code(), usage(e))))
            .setExecutionExceptionHandler((e, command, parsed) -> explain(e, root.verbose()));
    try {
      return commandLine.execute(args);
    } catch (Throwable e) {
      return explain(e, root.verbose());
    }
  }

  /** The message of the last run's failure; empty if it succeeded. */
  public String failure() {
    return failure;
  }

  private int explain(Throwable thrown, boolean verbose) {
    session.out().flush();
    if (verbose) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      session.err().print(Secrets.told(trace.toString()));
    }
    return tell(Failure.of(thrown));
  }

  private int tell(Failure told) {
    failure = Secrets.told(told.message());
    session.out().flush();
    session.err().println("error: " + failure);
    long lines = failure.lines().count();
    if (lines > LINES_KEPT) {
      String first = failure.lines().findFirst().orElse("");
      session.err().println("error: " + first + " (" + lines + " lines in all, above)");
    }
    session.err().flush();
    return told.code();
  }

  private static String usage(ParameterException e) {
    String message = e.getMessage().strip();
    String meant =
        e instanceof UnmatchedArgumentException unmatched
            ? meant(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec())
            : "";
    return message + meant + " (--help lists commands and options)";
  }

  /** The option or command nearest to one that does not exist. */
  private static String meant(String argument, CommandSpec spec) {
    Set<String> known = new TreeSet<>(spec.subcommands().keySet());
    if (argument.startsWith("-")) {
      known = new TreeSet<>(spec.optionsMap().keySet());
    }
    String name = argument.replaceFirst("=.*", "");
    return Spelling.nearest(name, known).map(k -> "; did you mean " + k + "?").orElse("");
  }
}
