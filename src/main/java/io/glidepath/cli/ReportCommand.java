package io.glidepath.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a run's report again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Make report.html of a published run again, from its tables.")
final class ReportCommand implements Runnable {
  @ParentCommand private RootCommand root;

  @Parameters(paramLabel = "RUN", description = "Directory of the run, the one with run.json.")
  private String run;

  @Override
  public void run() {
    root.refuseConfiguration("report");
    root.session().actions().get().report(run);
  }
}
