package io.glidepath.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of one input table without a scan.
 *
 * @param name its name in the configuration
 * @param schema its columns, partition columns included
 * @param files its data files, sorted by path; none where only the table's log lists them
 * @param rows sum of the footers' row counts, before {@code where}; absent without footers
 * @param version of tables that have versions
 */
public record TableFootprint(
    String name,
    StructType schema,
    List<InputFile> files,
    OptionalLong rows,
    Optional<TableVersion> version) {
  public TableFootprint {
    files = List.copyOf(files);
  }

  /** As in {@code 5 columns, 20 rows in 2 files}. */
  public String inWords() {
    return schema.size()
        + " columns, "
        + (rows.isPresent() ? rows.getAsLong() : "an unknown number of")
        + " rows"
        + (files.isEmpty() ? "" : " in " + files.size() + " files")
        + version.map(v -> ", " + v.format() + " version " + v.version()).orElse("");
  }
}
