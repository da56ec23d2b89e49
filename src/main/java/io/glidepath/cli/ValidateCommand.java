package io.glidepath.cli;

import io.glidepath.config.JobSpec;
import io.glidepath.path.RegParamSpec;
import io.glidepath.table.TableSpec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Checks a configuration, and nothing that would need Spark. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Check the configuration and say what was checked. Starts no Spark.")
final class ValidateCommand implements Runnable {
  @ParentCommand private RootCommand root;
  @Mixin private ConfigurationOptions configuration;

  @Override
  public void run() {
    root.refuseRunFlags("validate");
    ConfigurationOptions options = root.configuration().and(configuration);
    JobSpec job = root.session().job(options);
    PrintStream out = root.session().out();
    List<String> layers = new ArrayList<>(options.files());
    if (!options.assignments().isEmpty()) {
      layers.add(options.assignments().size() + " of --set");
    }
    out.println("The configuration is valid.");
    line(out, "read", String.join(", ", layers));
    line(
        out,
        "tables",
        String.join(", ", job.input().tables().stream().map(TableSpec::name).toList()));
    line(out, "label", job.columns().label());
    line(out, "sweep", sweep(job));
    line(out, "folds", folds(job));
    line(out, "output", job.output().path() + "/" + runId(job));
    line(out, "fingerprint", job.fingerprint());
    out.println(
        "Checked: keys, types, values. Not checked: files, columns and SQL; plan does that.");
  }

  private static void line(PrintStream out, String name, String value) {
    out.println(String.format(Locale.ROOT, "  %-12s %s", name, value));
  }

  private static String sweep(JobSpec job) {
    RegParamSpec grid = job.sweep().regParam();
    int alphas = job.sweep().elasticNetParam().size();
    int lambdas = grid.values().isEmpty() ? grid.count() : grid.values().size();
    return alphas + " x " + lambdas + " (elastic-net-param x reg-param)";
  }

  private static String folds(JobSpec job) {
    return job.folds()
            .column()
            .map(c -> "the values of " + c)
            .orElse(job.folds().count() == 0 ? "none: nothing is selected" : job.folds().inWords())
        + job.folds().holdout().map(h -> "; held out of all where " + h + " is true").orElse("");
  }

  private static String runId(JobSpec job) {
    return job.output().runId().orElse("run-" + job.fingerprint().substring(0, 12));
  }
}
