package io.glidepath.bench;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.job.SweepJob;
import io.glidepath.ml.SweepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What many small files cost: the same rows in one file, in ten thousand files of equal size, and
 * in one file with 95 % of them beside ten thousand others, read by Spark's own sum and by the
 * whole job. The extra time over one file is compared, for numbers alone and with a category, which
 * takes a scan more. The result of a job is the sum of the sizes of the chosen coefficients.
 *
 * <p>Arguments: folder (default {@code target/bench/small}), files (10000), rows a file (100),
 * columns (20), rounds (3). Tables are made if they are not there.
 */
public final class SmallFilesBench {
  private final SparkSession spark;
  private final Path folder;
  private final Map<String, List<double[]>> taken = new LinkedHashMap<>();

  private SmallFilesBench(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    SparkSession spark = BenchSession.start();
    SmallFilesBench bench =
        new SmallFilesBench(spark, Path.of(arguments.text(0, "target/bench/small")));
    bench.make(
        arguments.number(1, 10_000), arguments.number(2, 100), (int) arguments.number(3, 20));
    for (long round = 0; round <= arguments.number(4, 3); round++) {
      for (String layout : List.of("one", "many", "lopsided")) {
        bench.measure(layout, round > 0);
      }
    }
    bench.report();
    spark.stop();
  }

  private void make(long files, long each, int columns) {
    long rows = files * each;
    List<String> values = new ArrayList<>(List.of("id"));
    List<String> signal = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      values.add("randn(" + j + ") AS x" + j);
      signal.add("x" + j + " / " + (j + 1));
    }
    values.add("concat('level ', cast(20 * rand(99) AS int)) AS category");
    if (!Files.exists(folder.resolve("one"))) {
      Dataset<Row> made =
          spark
              .range(0, rows, 1, 1)
              .selectExpr(values.toArray(String[]::new))
              .selectExpr("*", String.join(" + ", signal) + " + randn(100) AS y");
      made.write().parquet(path("one"));
    }
    Dataset<Row> one = spark.read().parquet(path("one")).coalesce(1);
    if (!Files.exists(folder.resolve("many"))) {
      one.write().option("maxRecordsPerFile", each).parquet(path("many"));
    }
    if (!Files.exists(folder.resolve("lopsided"))) {
      long large = rows * 95 / 100;
      one.where("id < " + large).write().parquet(path("lopsided"));
      one.where("id >= " + large)
          .write()
          .mode("append")
          .option("maxRecordsPerFile", Math.max(1, (rows - large) / files))
          .parquet(path("lopsided"));
    }
  }

  private String path(String layout) {
    return folder.resolve(layout).toAbsolutePath().toString();
  }

  private void measure(String layout, boolean counted) {
    BenchSession.Taken sum =
        BenchSession.taken(() -> PlainScan.sum(spark.read().parquet(path(layout))));
    note(layout, "Spark's sum", sum, counted, "");
    for (String exclude : List.of("[id, category]", "[id]")) {
      SweepResult[] result = new SweepResult[1];
      BenchSession.Taken job =
          BenchSession.taken(
              () -> {
                result[0] =
                    new SweepJob(spark, job(path(layout), exclude), new Warnings())
                        .run(true)
                        .result()
                        .orElseThrow();
                return DoubleStream.of(result[0].selectedCoefficients().orElseThrow())
                    .map(Math::abs)
                    .sum();
              });
      String name = exclude.contains("category") ? "job, numbers" : "job, a category too";
      note(layout, name, job, counted, result[0].seconds().toString());
    }
  }

  private void note(
      String layout, String what, BenchSession.Taken time, boolean counted, String steps) {
    BenchSession.say(
        "%-10s %-20s %7.2f s, processor %7.2f s, result %.15g %s",
        layout, what, time.seconds(), time.processor(), time.result(), steps);
    if (counted) {
      taken
          .computeIfAbsent(what + "/" + layout, k -> new ArrayList<>())
          .add(new double[] {time.seconds(), time.processor()});
    }
  }

  private void report() {
    for (String layout : List.of("many", "lopsided")) {
      double[] yardstick = extra("Spark's sum", layout);
      BenchSession.say(
          "%-10s %-20s extra %7.2f s, processor %7.2f s",
          layout, "Spark's sum", yardstick[0], yardstick[1]);
      for (String job : List.of("job, numbers", "job, a category too")) {
        double[] extra = extra(job, layout);
        BenchSession.say(
            "%-10s %-20s extra %7.2f s, processor %7.2f s; ratios %.2f, %.2f",
            layout, job, extra[0], extra[1], extra[0] / yardstick[0], extra[1] / yardstick[1]);
      }
    }
  }

  /** Over one file: elapsed and processor time, medians. */
  private double[] extra(String what, String layout) {
    double[] extra = new double[2];
    for (int i = 0; i < 2; i++) {
      int k = i;
      extra[i] =
          BenchSession.median(taken.get(what + "/" + layout).stream().map(t -> t[k]).toList())
              - BenchSession.median(taken.get(what + "/one").stream().map(t -> t[k]).toList());
    }
    return extra;
  }

  private static JobSpec job(String path, String exclude) {
    return ConfigurationLoader.load(
        List.of(),
        List.of(
            "input.tables.t.path=\"" + path + "\"",
            "columns.key=[id]",
            "columns.label=y",
            "columns.exclude=" + exclude,
            "output.path=\"target/bench/out\"",
            "output.run-id=small-files"));
  }
}
