package io.glidepath.ml;

/**
 * A score of a selected model on rows that were held out of everything.
 *
 * @param metric its name
 * @param value NaN where it is not defined
 * @param rows how many of them have positive weight
 */
public record HoldOutScore(int alphaIndex, int gridIndex, String metric, double value, long rows) {}
