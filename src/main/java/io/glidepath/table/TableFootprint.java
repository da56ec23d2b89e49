package io.glidepath.table;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What listing and footers say about one input table.
 *
 * @param name its name in the configuration
 * @param schema its columns, partition columns included
 * @param files its data files, sorted by path
 * @param rows sum of the footers' row counts, before {@code where}
 */
public record TableFootprint(String name, StructType schema, List<InputFile> files, long rows) {
  public TableFootprint {
    files = List.copyOf(files);
  }
}
