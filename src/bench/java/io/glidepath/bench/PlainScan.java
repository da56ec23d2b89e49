package io.glidepath.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The yardstick: how long Spark SQL takes to read every value of a table once, as the sum of all
 * columns of type double.
 *
 * <p>{@code spark.sql.codegen.maxFields} is raised above the number of columns, without which Spark
 * would not use its vectorized Parquet reader from 101 columns on: the yardstick is Spark at its
 * best. Argument: path; default {@code target/bench/table}. Prints the median of 5 after a warm-up.
 */
public final class PlainScan {
  /** Columns to a sum: with all in one, or each in its own, the generated code is slower. */
  private static final int TOGETHER = 10;

  private PlainScan() {}

  public static void main(String[] args) {
    SparkSession spark = BenchSession.start();
    spark.conf().set("spark.sql.codegen.maxFields", 100_000);
    Dataset<Row> table = spark.read().parquet(new Arguments(args).text(0, "target/bench/table"));
    BenchSession.measure("plain scan", () -> sum(table));
    spark.stop();
  }

  static double sum(Dataset<Row> table) {
    List<String> names =
        Arrays.stream(table.schema().fields())
            .filter(f -> f.dataType().typeName().equals("double"))
            .map(f -> "`" + f.name() + "`")
            .toList();
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < names.size(); i += TOGETHER) {
      List<String> some = names.subList(i, Math.min(names.size(), i + TOGETHER));
      sums.add("sum(" + String.join(" + ", some) + ")");
    }
    return table.selectExpr(String.join(" + ", sums)).head().getDouble(0);
  }
}
