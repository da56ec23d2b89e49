package io.glidepath.select;

/**
 * What is chosen, and by what.
 *
 * @param metric name of the metric as in the tables, for example {@code deviance}
 */
public record SelectSpec(String metric, SelectionRule rule) {}
