package io.glidepath.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The whole job on a table of {@link MakeTable} with many dense columns and few rows, 3
 * elastic-net-param x 100 reg-param x 5 folds. The numbers are left in {@code rows.bin} (columns,
 * then row by row both labels and the columns, doubles with the highest byte first), for {@code
 * src/bench/wide.R} to take the same rows through glmnet.
 *
 * <p>Arguments: directory (default {@code target/bench/wide}), columns (default 1000), rows
 * (default 20000), families (default gaussian,binomial).
 */
public final class WideBench {
  private static final int PARTITIONS = 4;

  private WideBench() {}

  public static void main(String[] args) throws IOException {
    Arguments arguments = new Arguments(args);
    String directory = arguments.text(0, "target/bench/wide");
    int columns = (int) arguments.number(1, 1000);
    long rows = arguments.number(2, 20_000);
    SparkSession spark = BenchSession.start();
    String table = directory + "/parquet";
    MakeTable.write(spark, table, rows, columns, PARTITIONS, 1);
    leave(spark, table, columns, Path.of(directory, "rows.bin"));
    for (String family : arguments.text(3, "gaussian,binomial").split(",", -1)) {
      run(spark, table, family);
    }
    BenchSession.say("%-24s %8d MiB", "peak of the heap", BenchSession.peakHeap() >> 20);
    spark.stop();
  }

  private static void run(SparkSession spark, String table, String family) {
    boolean gaussian = family.equals("gaussian");
    BenchJob.run(
        spark,
        family,
        List.of(
            "input.tables.t.path=\"" + table + "\"",
            "columns.key=[id]",
            "columns.label=" + (gaussian ? "y" : "yes"),
            "columns.exclude=[count, amount, " + (gaussian ? "yes" : "y") + "]",
            "model.family=" + family,
            "model.convention=glmnet",
            "sweep.elastic-net-param=[0, 0.5, 1]",
            "folds.count=5",
            "output.path=\"target/bench/out\"",
            "output.run-id=wide"));
  }

  private static void leave(SparkSession spark, String table, int columns, Path file)
      throws IOException {
    Iterator<Row> rows = spark.read().parquet(table).toLocalIterator();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeDouble(columns);
      while (rows.hasNext()) {
        Row row = rows.next();
        out.writeDouble(row.<Double>getAs("y"));
        out.writeDouble(row.<Double>getAs("yes"));
        for (int j = 1; j <= columns; j++) {
          out.writeDouble(row.getDouble(j));
        }
      }
    }
  }
}
