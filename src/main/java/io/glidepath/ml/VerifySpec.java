package io.glidepath.ml;

/**
 * Spot checks against MLlib's own estimators.
 *
 * @param mllib number of grid points, spread over the surface, to be refitted by MLlib; 0: none
 */
public record VerifySpec(int mllib) {}
