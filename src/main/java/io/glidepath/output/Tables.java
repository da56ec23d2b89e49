package io.glidepath.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The tables of one run, published ({@link RunTables}) or still in memory ({@link ResultTables}):
 * the same rows in the same order, with the columns of {@link TableSchemas}.
 */
public interface Tables {

  /** Whether the run has a table; runs without folds lack some. */
  boolean has(String table);

  /** Shows all rows of a table, one by one in their order, with some of their columns. */
  void forEach(String table, List<String> columns, Consumer<TableRow> visitor);

  /**
   * The same for the rows of some grid points, at least one.
   *
   * @param columns among them those that name a grid point
   */
  void forEach(
      String table, List<String> columns, Set<PointKey> points, Consumer<TableRow> visitor);

  /** All rows of a table, for those that are small. */
  default List<TableRow> rows(String table, String... columns) {
    List<TableRow> rows = new ArrayList<>();
    forEach(table, List.of(columns), rows::add);
    return rows;
  }
}
