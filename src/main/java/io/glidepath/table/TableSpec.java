package io.glidepath.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input table: what it is read from and the SQL view it becomes.
 *
 * @param name name of the SQL view
 * @param format of the files; of a catalog's table it may be absent, since the catalog knows it
 * @param paths Hadoop paths: files, directories or globs, of Delta and Iceberg the table's
 *     directory; empty for a catalog's table
 * @param table name of a catalog's table; there are no paths then
 * @param schema columns and types of CSV and JSON, as SQL writes them ({@code id BIGINT, x DOUBLE})
 * @param where SQL condition on the table's own columns; rows for which it is not true are left out
 * @param options options of Spark's reader of the format
 */
public record TableSpec(
    String name,
    Optional<TableFormat> format,
    List<String> paths,
    Optional<String> table,
    Optional<String> schema,
    Optional<String> where,
    Map<String, String> options) {

  /** Options that choose one version of a table. */
  static final List<String> VERSIONS =
      List.of("versionAsOf", "timestampAsOf", "snapshot-id", "as-of-timestamp", "branch", "tag");

  public TableSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
  }

  /** A table of Parquet files. */
  public TableSpec(
      String name, List<String> paths, Optional<String> where, Map<String, String> options) {
    this(
        name,
        Optional.of(TableFormat.PARQUET),
        paths,
        Optional.empty(),
        Optional.empty(),
        where,
        options);
  }

  /** The same with other options. */
  public TableSpec with(Map<String, String> others) {
    return new TableSpec(name, format, paths, table, schema, where, others);
  }

  /**
   * The same columns in other files, of no special version; Parquet if a catalog knew the format.
   */
  public TableSpec at(List<String> others) {
    Map<String, String> left = new HashMap<>(options);
    left.keySet().removeIf(key -> VERSIONS.stream().anyMatch(key::equalsIgnoreCase));
    Optional<TableFormat> known = format.or(() -> Optional.of(TableFormat.PARQUET));
    return new TableSpec(name, known, others, Optional.empty(), schema, where, left);
  }

  /** The same columns in a catalog's table, in whatever format, of no special version. */
  public TableSpec named(String other) {
    TableSpec latest = at(List.of());
    return new TableSpec(
        name,
        Optional.empty(),
        List.of(),
        Optional.of(other),
        Optional.empty(),
        where,
        latest.options());
  }

  /** What it is read from. */
  public String source() {
    return table.orElseGet(() -> String.join(", ", paths));
  }

  /** The key of the configuration that says what is read. */
  String key() {
    return "input.tables." + name + (table.isPresent() ? ".table" : ".path");
  }
}
