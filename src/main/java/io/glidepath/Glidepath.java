package io.glidepath;

import io.glidepath.cli.Actions;
import io.glidepath.cli.Cli;
import io.glidepath.cli.Exit;
import io.glidepath.cli.SparkActions;
import io.glidepath.cli.SparkVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The job: {@code glidepath --help} says what it can do. */
public final class Glidepath {
  private Glidepath() {}

  /**
   * Runs one command line. Success returns, because a cluster manager takes any exit for a failure.
   *
   * @throws Exception the cluster manager's way to end with an exit code
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Cli cli = new Cli(out, err, () -> onSpark(out, err), System.getenv());
    int code = cli.run(args);
    out.flush();
    if (code != 0) {
      Exit.with(code, cli.failure());
    }
  }

  /** Nothing compiled against Spark is loaded before the version is known to be right. */
  private static Actions onSpark(PrintStream out, PrintStream err) {
    SparkVersion.require();
    return new SparkActions(out, err);
  }

  /** Names of columns and levels come out whole whatever the locale is. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
