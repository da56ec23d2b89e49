package io.glidepath.cli;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes the model of any grid point. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Write the stock Spark model of one grid point of a published run; no refit.")
final class ExportCommand implements Runnable {
  @ParentCommand private RootCommand root;

  @Parameters(paramLabel = "RUN", description = "Directory of the run, the one with run.json.")
  private String run;

  @Option(
      names = "--elastic-net-param",
      paramLabel = "A",
      required = true,
      description = "elastic_net_param of the grid point, as in the table paths.")
  private double elasticNetParam;

  @Option(
      names = "--grid-index",
      paramLabel = "K",
      required = true,
      description = "grid_index of the grid point; 0 is the largest reg_param.")
  private int gridIndex;

  @Option(
      names = "--to",
      paramLabel = "PATH",
      required = true,
      description = "New directory for the model.")
  private String to;

  @Override
  public void run() {
    root.refuseConfiguration("export");
    if (!(elasticNetParam >= 0 && elasticNetParam <= 1)) {
      throw new JobFailure(
          ExitCode.USAGE, "--elastic-net-param must be in [0, 1], found " + elasticNetParam + ".");
    }
    if (gridIndex < 0) {
      throw new JobFailure(
          ExitCode.USAGE, "--grid-index must be 0 or more, found " + gridIndex + ".");
    }
    root.session().actions().get().export(new ExportRequest(run, elasticNetParam, gridIndex, to));
  }
}
