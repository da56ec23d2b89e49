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

  /** A part of what the columns explain that is nothing. */
  static final double NOTHING = 1e-4;

  /**
   * Whether a mean score cannot be told from that of the unpenalised fit, so that no weaker penalty
   * is worth a try: it is off by 1e-4 of what its columns explain at most.
   */
  public static boolean reached(double score, double ofNothing, double ofUnpenalised) {
    return Math.abs(score - ofUnpenalised) <= NOTHING * Math.abs(ofNothing - score);
  }
}
