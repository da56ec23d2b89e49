package io.glidepath.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Predicts new rows with the chosen model of a run. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Predict new rows with the chosen model of a published run, and write them as Parquet with"
            + " a column prediction. The run's query and where are applied to the new tables; the"
            + " label need not be there.")
final class ScoreCommand implements Runnable {
  @ParentCommand private RootCommand root;

  @Parameters(paramLabel = "RUN", description = "Directory of the run, the one with run.json.")
  private String run;

  @Option(
      names = "--table",
      paramLabel = "NAME=PATH",
      required = true,
      description =
          "New files for a table of the run, any Hadoop path, or the name of a catalog's table; PATH"
              + " alone where the run has one table. May be given again. A table without one is read from where the run read it.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "PATH",
      required = true,
      description = "New directory for the scored rows.")
  private String output;

  @Override
  public void run() {
    root.refuseConfiguration("score");
    root.session().actions().get().score(new ScoreRequest(run, tables, output));
  }
}
