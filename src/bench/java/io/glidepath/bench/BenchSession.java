package io.glidepath.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.apache.spark.sql.SparkSession;

/** The session that is measured in, and the clock. */
final class BenchSession {
  private static final int RUNS = 5;

  private BenchSession() {}

  /** Embedded Spark on all cores, unless spark-submit or a system property says otherwise. */
  static SparkSession start() {
    SparkSession.Builder builder = SparkSession.builder().appName("glidepath-bench");
    if (System.getProperty("spark.master") == null) {
      builder
          .master("local[*]")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    }
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }

  /**
   * Runs once to warm up and five times for the clock, and prints the median.
   *
   * @param work gives a number to be printed, so that work that was left undone shows
   */
  static double measure(String name, DoubleSupplier work) {
    double result = work.getAsDouble();
    double[] seconds = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      result = work.getAsDouble();
      seconds[i] = secondsSince(start);
    }
    Arrays.sort(seconds);
    double median = seconds[RUNS / 2];
    say(
        "%-24s %8.3f s  (%.3f .. %.3f, result %.9g)",
        name, median, seconds[0], seconds[RUNS - 1], result);
    return median;
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
