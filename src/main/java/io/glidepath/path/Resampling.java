package io.glidepath.path;

/**
 * Whether and how the folds are used.
 *
 * @param enabled false: all rows train, nothing is held out
 * @param requestedFolds how many folds rows were dealt into; 0: as many as the data name
 * @param absoluteErrors whether mean absolute errors are wanted, which takes a pass of its own
 */
public record Resampling(boolean enabled, int requestedFolds, boolean absoluteErrors) {}
