package io.glidepath.job;

import io.glidepath.ml.SweepResult;
import io.glidepath.output.Publication;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param path the run's directory
 * @param result absent if nothing was computed, because the run was published already
 * @param report where the report of a run that was computed is; absent if it could not be made
 */
public record Outcome(String path, Optional<SweepResult> result, Optional<String> report) {

  /** Nothing was computed: the run is there. */
  static Outcome published(Publication run) {
    return new Outcome(run.location(), Optional.empty(), Optional.empty());
  }
}
