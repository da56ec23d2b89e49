package io.glidepath.job;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.util.Utils;

/**
 * What a sweep of so many columns needs in memory, and whether it is there.
 *
 * <pre>
 *   moments of one training set   m = 8 (p + 1)^2 bytes
 *   driver                        folds x m, 5 m to work with, m for each core that solves a path,
 *                                 coefficients of all fold models
 *   task                          folds x m, 64 MiB of row buffers, one m on its way
 * </pre>
 *
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
record Capacity(int columns, int folds, long models, long driverBytes, long taskBytes) {
  private static final long BUFFERS = 64L << 20;
  private static final long SPARK_ITSELF = 400L << 20;

  /**
   * @param folds number of folds, 0 without cross-validation
   * @param gridPoints of one training set
   */
  static Capacity of(int columns, int folds, int gridPoints) {
    long moments = 8L * (columns + 1) * (columns + 1);
    long sets = Math.max(1, folds);
    long solvers = Runtime.getRuntime().availableProcessors();
    long models = (long) gridPoints * (folds + 1);
    long coefficients = 8L * columns * models + 24L * columns * gridPoints;
    return new Capacity(
        columns,
        folds,
        models,
        (sets + 5 + solvers) * moments + coefficients,
        sets * moments + BUFFERS + 2 * moments);
  }

  /**
   * Goes on only if driver and executors can hold it.
   *
   * @throws JobFailure CONFIGURATION with the setting to change
   */
  void require(SparkContext spark) {
    SparkConf conf = spark.getConf();
    long heap = Runtime.getRuntime().maxMemory();
    if (spark.isLocal()) {
      long tasks = spark.defaultParallelism();
      requireRoom(
          "this JVM (driver and " + tasks + " tasks)",
          driverBytes + tasks * taskBytes + SPARK_ITSELF,
          heap,
          "give it more with --driver-memory, or -Xmx in GLIDEPATH_JAVA_OPTS, or run fewer tasks at"
              + " once (--master local[1])");
      return;
    }
    requireRoom("the driver", driverBytes + SPARK_ITSELF, heap, "raise spark.driver.memory");
    long cores =
        conf.getInt("spark.executor.cores", 1) / Math.max(1, conf.getInt("spark.task.cpus", 1));
    long executor = Utils.memoryStringToMb(conf.get("spark.executor.memory", "1g")) * (1L << 20);
    requireRoom(
        "an executor (" + Math.max(1, cores) + " tasks)",
        Math.max(1, cores) * taskBytes + SPARK_ITSELF,
        executor,
        "raise spark.executor.memory or lower spark.executor.cores");
  }

  private void requireRoom(String where, long needed, long there, String change) {
    if (needed > there) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "%s would need about %s for %d columns in %d folds and has %s: %s, sweep fewer columns"
                  + " (columns.exclude) or fewer folds (folds.count)",
              where,
              readable(needed),
              columns,
              folds,
              readable(there),
              change));
    }
  }

  static String readable(long bytes) {
    return bytes < 10L << 30
        ? String.format(Locale.ROOT, "%d MiB", (bytes + (1 << 20) - 1) >> 20)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
