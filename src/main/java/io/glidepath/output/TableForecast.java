package io.glidepath.output;

import io.glidepath.path.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * About how large a published table will be.
 *
 * @param rows of the grid as it is asked for; one that is extended makes more
 * @param bytes as Parquet
 */
public record TableForecast(String table, long rows, long bytes) {

  /**
   * The tables that grow with the grid, the folds, or the design. {@code coefficients} goes by the
   * guess of {@link SweepSpec#coefficients}.
   *
   * @param folds how many training sets hold rows out
   * @param columns of the design
   * @param rows that the sweep reads, if that is known
   * @param metrics how many score held-out rows
   */
  public static List<TableForecast> of(
      SweepSpec sweep, int folds, int columns, OptionalLong rows, int metrics) {
    List<TableForecast> tables = new ArrayList<>();
    long points = sweep.points();
    tables.add(of(TableSchemas.PATHS, points));
    tables.add(of(TableSchemas.COEFFICIENTS, (long) sweep.coefficients(columns, rows)));
    tables.add(of(TableSchemas.FEATURES, columns));
    if (folds > 0) {
      tables.add(of(TableSchemas.FOLDS, points * folds * metrics));
      tables.add(of(TableSchemas.VALIDATION, points * metrics));
    }
    return tables;
  }

  private static TableForecast of(String table, long rows) {
    return new TableForecast(table, rows, ParquetTable.bytes(table, rows));
  }
}
