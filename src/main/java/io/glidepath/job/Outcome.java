package io.glidepath.job;

import io.glidepath.ml.SweepResult;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param path the run's directory
 * @param result absent if nothing was computed, because the run was published already
 */
public record Outcome(String path, Optional<SweepResult> result) {}
