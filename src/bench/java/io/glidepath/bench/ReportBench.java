package io.glidepath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.glidepath.output.RunTables;
import io.glidepath.output.TableSchemas;
import io.glidepath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * How long the report of a large run takes to make, and how large it is: 11 x 100 grid points with
 * ten folds over made-up tables in which, path by path, columns enter one after the other.
 *
 * <p>Argument: columns; default 5000. The page is left in {@code target/bench/report}.
 */
public final class ReportBench {
  private static final Path RUN = Path.of("target/bench/report");
  private static final String POINT =
      "'bench' AS run_id, a / 10D AS elastic_net_param, CAST(k AS INT) AS grid_index,"
          + " 1000 * pow(0.91, k) / greatest(a, 0.01) AS reg_param";
  private static final String GRID =
      " FROM (SELECT explode(sequence(0, 10)) AS a) CROSS JOIN (SELECT explode(sequence(0, 99)) AS"
          + " k)";

  private ReportBench() {}

  public static void main(String[] args) throws IOException {
    Arguments arguments = new Arguments(args);
    long columns = arguments.number(0, 5000);
    SparkSession spark = BenchSession.start();
    tables(spark, columns);
    String manifest =
        "{\"run_id\": \"bench\", \"rows\": {\"used\": 100000, \"weight\": 100000},"
            + " \"configuration\": {\"glidepath\": {\"columns\": {\"label\": \"y\"}, \"model\":"
            + " {\"family\": \"gaussian\", \"convention\": \"mllib\"}, \"select\": {\"metric\":"
            + " \"deviance\", \"rule\": \"best\"}}}}";
    long start = System.nanoTime();
    write(spark, manifest);
    BenchSession.say("first report %.1f s", BenchSession.secondsSince(start));
    BenchSession.measure("report of " + columns + " columns", () -> write(spark, manifest));
    spark.stop();
  }

  /** Returns the size of the page. */
  private static double write(SparkSession spark, String manifest) {
    try {
      String html =
          Report.html(
              new RunTables(
                  new org.apache.hadoop.fs.Path(RUN.toUri()),
                  spark.sparkContext().hadoopConfiguration()),
              new ObjectMapper().readTree(manifest));
      Files.writeString(RUN.resolve(Report.FILE), html);
      return html.length();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void tables(SparkSession spark, long columns) {
    String feature = "concat('column_', j)";
    String entry = "(j * 97L * (1 + a)) % 120 * a / 10";
    String features = " CROSS JOIN (SELECT explode(sequence(0, " + (columns - 1) + ")) AS j)";
    write(
        spark,
        TableSchemas.PATHS,
        "SELECT "
            + POINT
            + ", 1D AS intercept, CAST(k AS INT) AS nonzero, k * 1D AS l1_norm, sqrt(k) AS l2_norm,"
            + " 100D - k / 2 AS deviance, k / 200 AS deviance_ratio, 50D AS objective, 1e-9 AS"
            + " kkt_violation, 1e-12 AS duality_gap, true AS converged"
            + GRID);
    write(
        spark,
        TableSchemas.COEFFICIENTS,
        "SELECT "
            + POINT
            + ", "
            + feature
            + " AS feature, sin(j) * (k - "
            + entry
            + " + 1) AS coefficient, 2 * sin(j) * (k - "
            + entry
            + " + 1) AS standardized_coefficient"
            + GRID
            + features
            + " WHERE k >= "
            + entry);
    write(
        spark,
        TableSchemas.FOLDS,
        "SELECT "
            + POINT
            + ", CAST(f AS INT) AS fold, 'deviance' AS metric, 100D - k / 2 + f AS value, 1e4 AS"
            + " weight"
            + GRID
            + " CROSS JOIN (SELECT explode(sequence(0, 9)) AS f)");
    write(
        spark,
        TableSchemas.VALIDATION,
        "SELECT "
            + POINT
            + ", 'deviance' AS metric, 104.5D - k / 2 AS mean, 1D AS standard_error"
            + GRID);
    write(
        spark,
        TableSchemas.FEATURES,
        "SELECT 'bench' AS run_id, "
            + feature
            + " AS feature, CAST(j AS INT) AS feature_index, "
            + feature
            + " AS column, CAST(NULL AS STRING) AS level, 'numeric' AS kind, 0D AS mean, 2D AS"
            + " standard_deviation, 1D AS penalty_factor, CAST(NULL AS DOUBLE) AS lower_bound,"
            + " CAST(NULL AS DOUBLE) AS upper_bound, 'used' AS status FROM (SELECT 1)"
            + features);
    String picked = "'deviance' AS metric, 60D AS mean, 1D AS standard_error, 90 AS nonzero, ";
    write(
        spark,
        TableSchemas.SELECTED,
        "SELECT 'path' AS scope, 'best' AS rule, "
            + POINT
            + ", "
            + picked
            + "false AS chosen"
            + GRID
            + " WHERE k = 90 UNION ALL SELECT 'surface' AS scope, 'best' AS rule, "
            + POINT
            + ", "
            + picked
            + "true AS chosen"
            + GRID
            + " WHERE k = 90 AND a = 5");
    write(
        spark,
        TableSchemas.COMPARISON,
        "SELECT 'bench' AS run_id, 'l2' AS left, 'l1' AS right, 'deviance' AS metric, 1D AS"
            + " difference, 2D AS standard_error, 10 AS folds");
    write(
        spark,
        TableSchemas.STABILITY,
        "SELECT "
            + POINT
            + ", "
            + feature
            + " AS feature, j % 11 / 10 AS kept, sin(j) AS mean, 0.1D AS standard_deviation"
            + GRID
            + features
            + " WHERE k = 90");
    write(
        spark,
        TableSchemas.CORRELATIONS,
        "SELECT 'bench' AS run_id, "
            + feature
            + " AS left, concat('column_', j + 1) AS right, 0.9D AS correlation FROM (SELECT 1)"
            + features
            + " WHERE j % 5 = 0");
  }

  /** The columns of the contract, in its order and with its types. */
  private static void write(SparkSession spark, String table, String sql) {
    StringBuilder select = new StringBuilder();
    for (StructField field : TableSchemas.of(table).fields()) {
      select
          .append(select.isEmpty() ? "SELECT " : ", ")
          .append(
              field.name().equals("run_id")
                  ? "'bench' AS run_id"
                  : "CAST("
                      + field.name()
                      + " AS "
                      + field.dataType().sql()
                      + ") AS "
                      + field.name());
    }
    spark
        .sql(select + " FROM (" + sql + ")")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(RUN.resolve(table).toString());
  }
}
