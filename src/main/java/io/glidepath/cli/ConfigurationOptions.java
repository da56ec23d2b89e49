package io.glidepath.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options by which every command that needs a configuration gets one. */
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON file, any Hadoop URI; may be given again, later ones win.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One key, as in --set folds.count=5; wins over files. The value is HOCON: quote what is"
              + " more than a word or a number.")
  private List<String> assignments = new ArrayList<>();

  List<String> files() {
    return files;
  }

  List<String> assignments() {
    return assignments;
  }

  boolean isEmpty() {
    return files.isEmpty() && assignments.isEmpty();
  }

  /** These options, and after them those of another place on the command line. */
  ConfigurationOptions and(ConfigurationOptions later) {
    ConfigurationOptions both = new ConfigurationOptions();
    both.files.addAll(files);
    both.files.addAll(later.files);
    both.assignments.addAll(assignments);
    both.assignments.addAll(later.assignments);
    return both;
  }
}
