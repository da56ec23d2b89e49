package io.glidepath.report;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.output.TableSchemas;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of one run, on whatever file system they lie. */
final class RunTables {
  private final SparkSession spark;
  private final Path run;

  RunTables(SparkSession spark, Path run) {
    this.spark = spark;
    this.run = run;
  }

  /** Whether the run has a table; runs without folds lack some. */
  boolean has(String table) {
    Path path = new Path(run, table);
    try {
      return path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path);
    } catch (IOException e) {
      throw new JobFailure(
          ExitCode.IO, "Could not look for " + path + ": " + e.getMessage() + ".", e);
    }
  }

  /** A table, with the columns that it has by contract. */
  Dataset<Row> table(String name) {
    return spark.read().schema(TableSchemas.of(name)).parquet(new Path(run, name).toString());
  }

  /** All rows of a table, those columns only. */
  List<Row> rows(String table, String column, String... more) {
    return table(table).select(column, more).collectAsList();
  }

  /** A number, NaN where it is null. */
  static double number(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
