package io.glidepath.path;

import io.glidepath.family.Metric;
import java.util.Map;

/**
 * Held-out scores of every grid point in every fold.
 *
 * @param folds names of the folds of positive weight, ascending
 * @param weights their sums of row weights
 * @param values by metric, in the order in which they are published: [alpha][grid index][fold]; NaN
 *     where not defined
 */
public record FoldScores(int[] folds, double[] weights, Map<Metric, double[][][]> values) {}
