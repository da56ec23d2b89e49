package io.glidepath.job;

import io.glidepath.output.ResultTables;
import io.glidepath.output.RunManifest;
import io.glidepath.report.Report;
import java.util.Optional;

/** The page that a run publishes, which it can do without. */
final class RunReport {
  private RunReport() {}

  /** The page; empty, with a warning, if it cannot be made: a fault of it must not cost the run. */
  static Optional<String> of(ResultTables tables, RunManifest manifest) {
    try {
      return Optional.of(Report.html(tables, manifest.preview()));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      manifest
          .log()
          .warn(
              "report.html could not be made: "
                  + e
                  + ". All else is published; the command report makes it from the tables.");
      return Optional.empty();
    }
  }
}
