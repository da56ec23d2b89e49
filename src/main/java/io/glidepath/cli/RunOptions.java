package io.glidepath.cli;

/**
 * What a run does that its configuration does not decide.
 *
 * @param force compute and publish again even if the same run is published already
 * @param quiet no progress, and only the last line on the standard output
 */
public record RunOptions(boolean force, boolean quiet) {}
