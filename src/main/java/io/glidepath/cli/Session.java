package io.glidepath.cli;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Secrets;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the commands share: where to print, where the work is done, and how a configuration is got.
 *
 * @param actions made only by commands that need Spark
 */
record Session(
    PrintStream out, PrintStream err, Supplier<Actions> actions, Map<String, String> environment) {
  private static final String EXAMPLE = "conf/examples/ames/ames.conf";

  JobSpec job(ConfigurationOptions options) {
    if (options.isEmpty()) {
      throw new JobFailure(
          ExitCode.USAGE,
          "No configuration: give --config FILE (or --set KEY=VALUE), or nothing at all to run the"
              + " bundled example.");
    }
    for (String assignment : options.assignments()) {
      if (assignment.indexOf('=') < 1) {
        throw new JobFailure(
            ExitCode.USAGE,
            "--set takes KEY=VALUE, as in --set folds.count=5, found "
                + Secrets.maskAssignment(assignment)
                + ".");
      }
    }
    return ConfigurationLoader.load(options.files(), options.assignments(), new Sources());
  }

  JobSpec example() {
    Path home = Path.of(environment.getOrDefault("GLIDEPATH_HOME", ""));
    Path example = home.resolve(EXAMPLE);
    if (!Files.exists(example)) {
      throw new JobFailure(
          ExitCode.USAGE,
          "No configuration: give --config FILE. The bundled example is not at " + example + ".");
    }
    err.println("No configuration is given: this is the bundled example, " + example);
    return ConfigurationLoader.load(List.of(example.toString()), List.of(), new Sources());
  }
}
