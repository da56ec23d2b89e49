package io.glidepath.stats;

import java.io.Serializable;

/**
 * A question to some rows.
 *
 * @param rows whose sums are wanted
 * @param question what the statistic needs to know: models, as a rule
 */
public record Ask<Q extends Serializable>(CellSet rows, Q question) implements Serializable {}
