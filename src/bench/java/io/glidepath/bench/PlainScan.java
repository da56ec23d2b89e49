package io.glidepath.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The yardstick: how long Spark SQL takes to read every value of a table once, as the sum of the
 * sums of all columns of type double.
 *
 * <p>{@code spark.sql.codegen.maxFields} is raised above the number of columns, without which Spark
 * would not use its vectorized Parquet reader from 101 columns on: the yardstick is Spark at its
 * best. Argument: path; default {@code target/bench/table}. Prints the median of 5 after a warm-up.
 */
public final class PlainScan {
  private PlainScan() {}

  public static void main(String[] args) {
    SparkSession spark = BenchSession.start();
    spark.conf().set("spark.sql.codegen.maxFields", 100_000);
    Dataset<Row> table = spark.read().parquet(new Arguments(args).text(0, "target/bench/table"));
    BenchSession.measure("plain scan", () -> sum(table));
    spark.stop();
  }

  static double sum(Dataset<Row> table) {
    String row =
        Arrays.stream(table.schema().fields())
            .filter(f -> f.dataType().typeName().equals("double"))
            .map(f -> "`" + f.name() + "`")
            .collect(Collectors.joining(" + "));
    return table.selectExpr("sum(" + row + ")").head().getDouble(0);
  }
}
