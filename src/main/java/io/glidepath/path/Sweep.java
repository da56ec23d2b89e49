package io.glidepath.path;

import io.glidepath.failure.JobFailure;

/** An engine: computes the regularization surface of one loss. */
public interface Sweep {

  /**
   * Computes the surface.
   *
   * @param terms of the design columns, as configured
   * @throws JobFailure BAD_DATA if the labels leave nothing to explain, or all rows are in one
   *     fold; CONFIGURATION if there are more folds than rows
   */
  SweptSurface run(DataPasses data, PenaltyTerms terms, Resampling resampling);
}
