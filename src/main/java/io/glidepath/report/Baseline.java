package io.glidepath.report;

import java.util.Optional;

/**
 * What the chosen model's numbers stand beside. NaN is what the tables do not tell.
 *
 * @param positive the value of the label that counts as 1, for two classes
 * @param mean of the label: with two classes the share of ones
 * @param spread standard deviation of the label, for squared error
 * @param explained share of the held-out loss without columns that the chosen model takes away
 */
record Baseline(Optional<String> positive, double mean, double spread, double explained) {}
