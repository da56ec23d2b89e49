package io.glidepath.path;

import io.glidepath.failure.JobFailure;

/** An engine: computes the regularization surface of one loss. */
public interface Sweep {

  /**
   * Computes the surface.
   *
   * @param penaltyFactors one for each design column, as configured
   * @throws JobFailure BAD_DATA if the labels leave nothing to explain, or all rows are in one
   *     fold; CONFIGURATION if there are more folds than rows
   */
  SweptSurface run(DataPasses data, double[] penaltyFactors, Resampling resampling);
}
