package io.glidepath.table;

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

  /** The key of the configuration that says what is read. */
  String key() {
    return "input.tables." + name + (table.isPresent() ? ".table" : ".path");
  }
}
