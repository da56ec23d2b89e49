package io.glidepath.path;

import io.glidepath.family.Metric;
import java.util.Map;
import java.util.Optional;

/**
 * Held-out scores of two models that are not on the grid and that the others are compared with, by
 * metric, one value a fold.
 *
 * @param nothing the null model: intercept, offset and what has no penalty
 * @param unpenalised no penalty at all; absent where that fit is not unique, or does not exist
 */
public record Baselines(
    Map<Metric, double[]> nothing, Optional<Map<Metric, double[]>> unpenalised) {

  /** Without any. */
  public static final Baselines NONE = new Baselines(Map.of(), Optional.empty());
}
