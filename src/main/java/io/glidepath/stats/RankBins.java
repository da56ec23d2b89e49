package io.glidepath.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where the linear predictors of several models are expected, so that rows can be counted by them
 * in bins of about equal content.
 *
 * @param centre one a model: about the mean
 * @param spread one a model: about the standard deviation; 0 for a model without columns
 */
public record RankBins(double[] centre, double[] spread) implements Serializable {

  /** Those of models from..to-1. */
  public RankBins part(int from, int to) {
    return new RankBins(Arrays.copyOfRange(centre, from, to), Arrays.copyOfRange(spread, from, to));
  }
}
