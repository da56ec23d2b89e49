package io.glidepath.cli;

import io.glidepath.config.JobSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Forecasts a run. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Read schemas and footers and print rows, columns, models, passes, memory and outputs of a"
            + " run. Reads no rows unless asked to, and writes nothing.")
final class PlanCommand implements Runnable {
  @ParentCommand private RootCommand root;
  @Mixin private ConfigurationOptions configuration;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--scan",
      description =
          "Read the rows once, to count the levels of categories and the columns they make.")
  private boolean scan;

  @Override
  public void run() {
    root.refuseRunFlags("plan");
    Session session = root.session();
    JobSpec job = session.job(root.configuration().and(configuration));
    session.actions().get().plan(job, new PlanOptions(json, scan));
  }
}
