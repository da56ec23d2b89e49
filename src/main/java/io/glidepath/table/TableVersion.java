package io.glidepath.table;

/**
 * The version that was read of a table that has versions.
 *
 * @param source the table's directory or its name in a catalog
 * @param version number of a Delta version, id of an Iceberg snapshot
 */
public record TableVersion(String table, String format, String source, String version) {}
