package io.glidepath.table;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The input as one Dataset that has been checked but not scanned.
 *
 * @param rows the table, or the result of the query, in a session of its own
 * @param rowBound number of rows of {@code rows} as far as the footers tell
 * @param tables what it is made of, in the order of the configuration
 * @param warnings for the user, each once
 */
public record LoadedInput(
    Dataset<Row> rows, RowBound rowBound, List<TableFootprint> tables, List<String> warnings) {
  public LoadedInput {
    tables = List.copyOf(tables);
    warnings = List.copyOf(warnings);
  }

  /** Whose clock says what a timestamp's date and hour are. */
  public String timeZone() {
    return rows.sparkSession().conf().get(ReadSession.TIME_ZONE);
  }

  /** The versions that are read of those tables that have versions. */
  public List<TableVersion> versions() {
    return tables.stream().flatMap(t -> t.version().stream()).toList();
  }

  /** Whether opening the files takes longer than reading them. */
  public boolean hasManySmallFiles() {
    return SmallFiles.areMany(files());
  }

  /** Of all files. */
  public long bytes() {
    return SmallFiles.bytes(files());
  }

  /** All files of all tables, sorted by path, each once. */
  public List<InputFile> files() {
    return tables.stream()
        .flatMap(t -> t.files().stream())
        .sorted(Comparator.comparing(InputFile::path))
        .distinct()
        .toList();
  }
}
