package io.glidepath.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The whole job on ten numbers and categories of many levels, 11 elastic-net-param x 100 reg-param
 * x 10 folds. The table is left as Parquet and as CSV, for {@code src/bench/levels.R} to take the
 * same rows through glmnet.
 *
 * <p>Arguments: directory (default {@code target/bench/levels}), rows (default 100000), levels of
 * each category with commas between (default 1923), families (default gaussian,binomial).
 */
public final class LevelsBench {
  private static final int NUMBERS = 10;
  private static final int PARTITIONS = 4;

  private final SparkSession spark;
  private final String directory;

  private LevelsBench(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = directory;
  }

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    SparkSession spark = BenchSession.start();
    LevelsBench bench = new LevelsBench(spark, arguments.text(0, "target/bench/levels"));
    int[] levels =
        Arrays.stream(arguments.text(2, "1923").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    bench.make(arguments.number(1, 100_000), levels);
    for (String family : arguments.text(3, "gaussian,binomial").split(",", -1)) {
      bench.run(family);
    }
    BenchSession.say("%-24s %8d MiB", "peak of the heap", BenchSession.peakHeap() >> 20);
    spark.stop();
  }

  /** Low levels are frequent ones; one in five has an effect. */
  private void make(long rows, int... levels) {
    String numbers =
        IntStream.range(0, NUMBERS)
            .mapToObj(j -> "randn(" + j + ") AS x" + j)
            .collect(Collectors.joining(", "));
    String categories =
        IntStream.range(0, levels.length)
            .mapToObj(
                k ->
                    String.format(
                        "concat('c', lpad(int(%d * pow(rand(%d), 2)), 6, '0')) AS c%d",
                        levels[k], 100 + k, k))
            .collect(Collectors.joining(", "));
    String effects =
        IntStream.range(0, levels.length)
            .mapToObj(k -> "IF(pmod(hash(c" + k + "), 5) = 0, hash(c" + k + ") / 2e9, 0)")
            .collect(Collectors.joining(" + "));
    spark
        .range(0, rows, 1, PARTITIONS)
        .selectExpr("id", "struct(" + numbers + ", " + categories + ") AS t")
        .selectExpr("id", "t.*")
        .selectExpr("*", "x0 / 2 - 0.3 * x1 + " + effects + " AS eta")
        .selectExpr(
            "*", "eta + randn(200) AS gaussian", "int(rand(201) < 1 / (1 + exp(-eta))) AS binomial")
        .drop("eta")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(directory + "/parquet");
    spark
        .read()
        .parquet(directory + "/parquet")
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .option("header", true)
        .csv(directory + "/csv");
  }

  private void run(String family) {
    String other = family.equals("gaussian") ? "binomial" : "gaussian";
    BenchJob.run(
        spark,
        family,
        List.of(
            "input.tables.t.path=\"" + directory + "/parquet\"",
            "columns.key=[id]",
            "columns.label=" + family,
            "columns.exclude=[" + other + "]",
            "model.family=" + family,
            "model.convention=glmnet",
            "output.path=\"target/bench/out\"",
            "output.run-id=levels"));
  }
}
