package io.glidepath.output;

/**
 * The version that a run has read of a table that has versions, as the manifest records it.
 *
 * @param table its name in the configuration
 * @param source its directory or its name in a catalog
 * @param version number of a Delta version, id of an Iceberg snapshot
 */
public record InputVersion(String table, String format, String source, String version) {}
