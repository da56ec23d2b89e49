package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Packages;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Tables of an Iceberg catalog, one for each of a run's tables, with the rows of all runs in
 * partitions by {@code run_id}. A run replaces its own rows, in one commit a table.
 */
final class CatalogTables {
  private final SparkSession spark;
  private final String namespace;
  private final String runId;

  CatalogTables(SparkSession spark, String namespace, String runId) {
    this.spark = spark;
    this.namespace = namespace;
    this.runId = runId;
  }

  /**
   * @throws JobFailure 78 if there is no such catalog or namespace
   */
  void require() {
    try {
      spark.catalog().tableExists(name(TableSchemas.PATHS));
      Class.forName(
          "org.apache.iceberg.spark.SparkCatalog",
          false,
          Thread.currentThread().getContextClassLoader());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "output.namespace is "
              + namespace
              + ", of a catalog that Spark cannot open: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ". Give spark-submit --conf"
              + " spark.sql.catalog.NAME=org.apache.iceberg.spark.SparkCatalog with the catalog's"
              + " settings, and "
              + Packages.ICEBERG
              + ".",
          e);
    }
  }

  /** Puts rows in the place of those that the table has of this run. */
  void replace(String table, Dataset<Row> rows) {
    String name = name(table);
    try {
      if (spark.catalog().tableExists(name)) {
        rows.writeTo(name).option("mergeSchema", "true").overwrite(ofThisRun());
      } else {
        rows.writeTo(name)
            .using("iceberg")
            .partitionedBy(functions.col(TableSchemas.RUN_ID))
            .tableProperty("write.spark.accept-any-schema", "true")
            .create();
      }
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw notWritten(name, e);
    }
  }

  /** Takes away the rows that a table has of this run. */
  void remove(String table) {
    String name = name(table);
    try {
      if (spark.catalog().tableExists(name)) {
        Dataset<Row> mine = spark.table(name).where(ofThisRun());
        if (!mine.isEmpty()) {
          mine.limit(0).writeTo(name).overwrite(ofThisRun());
        }
      }
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw notWritten(name, e);
    }
  }

  private Column ofThisRun() {
    return functions.col(TableSchemas.RUN_ID).equalTo(functions.lit(runId));
  }

  private String name(String table) {
    return namespace + "." + table;
  }

  private static JobFailure notWritten(String name, Exception e) {
    return new JobFailure(
        ExitCode.IO,
        "the table "
            + name
            + " could not be written: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
            + " Nothing is published; the next run replaces what this one has written to the"
            + " catalog.",
        e);
  }
}
