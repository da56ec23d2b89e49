package io.glidepath.job;

import io.glidepath.ml.SweepResult;
import io.glidepath.output.Publication;
import io.glidepath.report.Report;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * How a run ended.
 *
 * @param path the run's directory
 * @param result absent if nothing was computed, because the run was published already
 * @param report where the report of a run that was computed is; absent if it could not be made
 */
public record Outcome(String path, Optional<SweepResult> result, Optional<String> report) {

  /**
   * A run that is published now.
   *
   * @param hasReport whether the report could be made
   */
  static Outcome computed(Publication run, SweepResult result, boolean hasReport) {
    String report = Publication.location(new Path(run.path(), Report.FILE));
    return new Outcome(
        run.location(), Optional.of(result), hasReport ? Optional.of(report) : Optional.empty());
  }

  /** Nothing was computed: the run is there. */
  static Outcome published(Publication run) {
    return new Outcome(run.location(), Optional.empty(), Optional.empty());
  }
}
