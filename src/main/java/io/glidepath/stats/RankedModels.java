package io.glidepath.stats;

import java.io.Serializable;

/**
 * Models and where their linear predictors are expected.
 *
 * @param bins null where ranks are not wanted
 */
public record RankedModels(LinearModels models, RankBins bins) implements Serializable {}
