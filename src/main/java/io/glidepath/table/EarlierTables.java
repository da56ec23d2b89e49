package io.glidepath.table;

import java.util.Map;

/**
 * How tables were read before, for new ones that are to be read likewise.
 *
 * @param timeZone whose clock says what dates and timestamps in conditions mean
 * @param columns of each table by its name: SQL type by column name. Those that new tables lack may
 *     be named in the query as long as nothing that is asked of it needs them
 */
public record EarlierTables(String timeZone, Map<String, Map<String, String>> columns) {
  public EarlierTables {
    columns = Map.copyOf(columns);
  }
}
