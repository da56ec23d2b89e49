package io.glidepath.output;

/**
 * A file that a run has read, as the manifest records it.
 *
 * @param length in bytes
 * @param modified milliseconds since 1970
 */
public record InputFile(String path, long length, long modified) {}
