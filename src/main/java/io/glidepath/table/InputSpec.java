package io.glidepath.table;

import java.util.List;
import java.util.Optional;

/**
 * What is read: named tables and the SQL query that joins them into one.
 *
 * @param tables at least one, in the order of the configuration
 * @param query a SELECT over the tables' names; may be left out when there is one table
 */
public record InputSpec(List<TableSpec> tables, Optional<String> query) {
  public InputSpec {
    tables = List.copyOf(tables);
  }
}
