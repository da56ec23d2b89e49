package io.glidepath.bench;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.config.JobSpec;
import io.glidepath.job.Outcome;
import io.glidepath.job.SweepJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The whole job, read to published, beside the plain scan of the same table, in one run and taking
 * turns: 11 elastic-net-param x 100 reg-param x 10 folds at the default tolerances.
 *
 * <p>Arguments: path of the table (default {@code target/bench/table}), rounds (default 5). Prints
 * the medians, the split of the job by step, and their ratio.
 */
public final class SweepBench {
  private SweepBench() {}

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    String path = arguments.text(0, "target/bench/table");
    long rounds = arguments.number(1, 5);
    SparkSession spark = BenchSession.start();
    spark.conf().set("spark.sql.codegen.maxFields", 100_000);
    Dataset<Row> table = spark.read().parquet(path);
    JobSpec job = job(path);
    Map<String, List<Double>> seconds = new TreeMap<>();
    for (long round = 0; round <= rounds; round++) {
      long start = System.nanoTime();
      PlainScan.sum(table);
      double scan = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      Outcome outcome = new SweepJob(spark, job, new Warnings()).run(true);
      double sweep = (System.nanoTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "round %d: scan %.2f s, job %.2f s%n", round, scan, sweep);
      if (round > 0) {
        seconds.computeIfAbsent("1 plain scan", k -> new ArrayList<>()).add(scan);
        seconds.computeIfAbsent("2 job, read to published", k -> new ArrayList<>()).add(sweep);
        outcome
            .result()
            .orElseThrow()
            .seconds()
            .forEach(
                (step, s) -> seconds.computeIfAbsent("3 " + step, k -> new ArrayList<>()).add(s));
      }
    }
    report(seconds);
    spark.stop();
  }

  private static void report(Map<String, List<Double>> seconds) {
    System.out.printf(Locale.ROOT, "%n%-28s %8s%n", "", "median s");
    seconds.forEach(
        (step, all) ->
            System.out.printf(
                Locale.ROOT, "%-28s %8.2f%n", step.substring(2), BenchSession.median(all)));
    double scan = BenchSession.median(seconds.get("1 plain scan"));
    double job = BenchSession.median(seconds.get("2 job, read to published"));
    System.out.printf(Locale.ROOT, "%-28s %8.2f%n", "job / plain scan", job / scan);
    System.out.printf(Locale.ROOT, "%-28s %8.2f%n", "goal: 2 scans + 5 s", 2 * scan + 5);
    System.out.printf(
        Locale.ROOT, "%-28s %8d MiB%n", "peak of the heap, at most", BenchSession.peakHeap() >> 20);
  }

  private static JobSpec job(String path) {
    return ConfigurationLoader.load(
        List.of(),
        List.of(
            "input.tables.t.path=\"" + path + "\"",
            "columns.key=[id]",
            "columns.label=y",
            "columns.exclude=[yes, count, amount]",
            "output.path=\"target/bench/out\"",
            "output.run-id=bench"));
  }
}
