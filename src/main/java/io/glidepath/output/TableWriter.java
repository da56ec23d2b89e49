package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Packages;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes a run's tables in the format that is asked for.
 *
 * <ul>
 *   <li>{@code parquet}: by {@link ResultTables} itself, without a job.
 *   <li>{@code delta}: each table's directory is a Delta table. It is Parquet too, written once, so
 *       {@link RunTables} reads it as it is.
 *   <li>{@code iceberg}: Parquet in the run's directory, and the same rows in tables of a catalog
 *       that hold all runs ({@link CatalogTables}).
 * </ul>
 */
public final class TableWriter {
  private static final String DELTA = "delta";
  private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

  private final SparkSession spark;
  private final OutputSpec output;

  public TableWriter(SparkSession spark, OutputSpec output) {
    this.spark = spark;
    this.output = output;
  }

  /**
   * Looks whether the format can be written, before anything is computed.
   *
   * @throws JobFailure 78 if Spark lacks its classes or its catalog
   */
  public void require() {
    switch (output.format()) {
      case PARQUET -> {}
      case DELTA -> requireDelta();
      case ICEBERG -> catalog("").require();
    }
  }

  private void requireDelta() {
    String catalog = spark.conf().get("spark.sql.catalog.spark_catalog", "");
    boolean there =
        catalog.equals(DELTA_CATALOG)
            && Thread.currentThread()
                    .getContextClassLoader()
                    .getResource(DELTA_CATALOG.replace('.', '/') + ".class")
                != null;
    if (!there) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "output.format is delta, and Spark has no classes for it, or is not told of them. Give"
              + " spark-submit "
              + Packages.DELTA
              + ".");
    }
  }

  /** Whether rows are written to other places than the run's directory. */
  public boolean elsewhere() {
    return output.format() == OutputSpec.Format.ICEBERG;
  }

  /**
   * Writes the tables into the run's directory, and where else the format has them.
   *
   * @param predictions written as the table of that name
   */
  public void write(ResultTables tables, Optional<Dataset<Row>> predictions, Path directory)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    if (output.format() == OutputSpec.Format.DELTA) {
      writeDelta(tables, predictions, directory, hadoop);
      return;
    }
    tables.write(directory, hadoop);
    predictions.ifPresent(
        rows ->
            rows.write()
                .mode(SaveMode.Overwrite)
                .parquet(new Path(directory, TableSchemas.PREDICTIONS).toString()));
    if (elsewhere()) {
      CatalogTables catalog = catalog(tables.runId());
      for (String name : TableSchemas.NAMES) {
        boolean written =
            tables.has(name) || (name.equals(TableSchemas.PREDICTIONS) && predictions.isPresent());
        if (written) {
          catalog.replace(name, inOrder(new Path(directory, name)));
        } else {
          catalog.remove(name);
        }
      }
    }
  }

  private void writeDelta(
      ResultTables tables, Optional<Dataset<Row>> predictions, Path directory, Configuration hadoop)
      throws IOException {
    Path plain = new Path(directory, "_parquet");
    tables.write(plain, hadoop);
    for (String name : tables.names()) {
      delta(inOrder(new Path(plain, name)), new Path(directory, name));
    }
    FileSystem fs = plain.getFileSystem(hadoop);
    fs.delete(plain, true);
    predictions.ifPresent(rows -> delta(rows, new Path(directory, TableSchemas.PREDICTIONS)));
  }

  private static void delta(Dataset<Row> rows, Path table) {
    rows.write().format(DELTA).mode(SaveMode.Overwrite).save(table.toString());
  }

  /** The rows in the order in which they stand in the files, in one partition. */
  private Dataset<Row> inOrder(Path table) {
    Dataset<Row> rows = spark.read().parquet(table.toString());
    return rows.select(
            functions.col("*"),
            functions.col("_metadata.file_name").as("gp_file"),
            functions.col("_metadata.row_index").as("gp_row"))
        .coalesce(1)
        .sortWithinPartitions("gp_file", "gp_row")
        .drop("gp_file", "gp_row");
  }

  private CatalogTables catalog(String runId) {
    return new CatalogTables(spark, output.namespace().orElseThrow(), runId);
  }
}
