package io.glidepath.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input table: the files it is read from and the SQL view it becomes.
 *
 * @param name name of the SQL view
 * @param paths Hadoop paths: files, directories or globs; at least one
 * @param where SQL condition on the table's own columns; rows for which it is not true are left out
 * @param options options of Spark's Parquet reader
 */
public record TableSpec(
    String name, List<String> paths, Optional<String> where, Map<String, String> options) {
  public TableSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
  }
}
