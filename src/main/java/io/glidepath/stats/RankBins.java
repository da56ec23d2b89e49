package io.glidepath.stats;

import java.io.Serializable;

/**
 * Where the linear predictors of several models are expected, so that their ranks can be counted in
 * bins of about equal content.
 *
 * @param centre one a model: about the mean
 * @param spread one a model: about the standard deviation; 0 for a model without columns
 */
public record RankBins(double[] centre, double[] spread) implements Serializable {}
