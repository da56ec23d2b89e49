package io.glidepath.bench;

import io.glidepath.design.BlockVisitor;
import io.glidepath.design.Design;
import io.glidepath.design.Folds;
import io.glidepath.design.RowLayout;
import io.glidepath.design.Scanned;
import io.glidepath.matrix.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How long it takes to get a table of {@link MakeTable} into blocks of ten folds and to sum every
 * value, by column batches and by rows, beside {@link PlainScan}.
 *
 * <p>Argument: path; default {@code target/bench/table}.
 */
public final class BlockScan {
  private BlockScan() {}

  public static void main(String[] args) {
    SparkSession spark = BenchSession.start();
    Dataset<Row> table = spark.read().parquet(new Arguments(args).text(0, "target/bench/table"));
    BenchSession.measure("blocks, batches", () -> sum(table, true));
    BenchSession.measure("blocks, batches, 1 fold", () -> sum(table, false));
    Dataset<Row> filtered = table.where("spark_partition_id() >= 0");
    BenchSession.measure("blocks, rows", () -> sum(filtered, true));
    spark.conf().set("spark.sql.codegen.maxFields", 100_000);
    BenchSession.measure("blocks, rows, maxFields", () -> sum(filtered, true));
    BenchSession.measure("plain scan", () -> PlainScan.sum(table));
    spark.stop();
  }

  private static double sum(Dataset<Row> table, boolean folds) {
    List<String> features =
        Arrays.stream(table.columns()).filter(name -> name.startsWith("x")).toList();
    RowLayout layout =
        new RowLayout(
            features,
            "y",
            Optional.empty(),
            Optional.empty(),
            folds ? Optional.of("fold") : Optional.empty());
    Dataset<Row> rows = table.withColumn("fold", Folds.byKey(table.schema(), List.of("id"), 1, 10));
    return Design.of(rows, layout).scan(new Sum()).collect().stream()
        .map(Scanned::state)
        .mapToDouble(s -> s[0])
        .sum();
  }

  /** Sums features and labels. */
  private static final class Sum implements BlockVisitor<double[]> {
    @Override
    public double[] start(int partition) {
      return new double[1];
    }

    @Override
    public void accept(double[] sum, Block block) {
      block
          .x()
          .eachDense(
              (j, values, from) -> {
                for (int i = from; i < from + block.rows(); i++) {
                  sum[0] += values[i];
                }
              });
      double total = 0;
      for (int i = 0; i < block.rows(); i++) {
        total += block.labels()[i];
      }
      sum[0] += total;
    }
  }
}
