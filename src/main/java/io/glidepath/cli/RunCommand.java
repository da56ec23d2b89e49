package io.glidepath.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Sweeps, selects and publishes. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Sweep, select and publish (the default).")
final class RunCommand implements Runnable {
  @ParentCommand private RootCommand root;
  @Mixin private ConfigurationOptions configuration;
  @Mixin private RunFlags flags;

  @Override
  public void run() {
    root.perform(
        root.session().job(root.configuration().and(configuration)), root.flags().and(flags));
  }
}
