package io.glidepath.output;

/**
 * A file of a published run.
 *
 * @param path relative to the run's directory
 * @param length in bytes
 */
record PublishedFile(String path, long length) {}
