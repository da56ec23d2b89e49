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
  private static final long PLENTY = 1L << 50;

  /**
   * @param folds number of folds, 0 without cross-validation
   * @param gridPoints of one training set
   */
  static Capacity of(int columns, int folds, int gridPoints) {
    double moments = 8.0 * (columns + 1.0) * (columns + 1.0);
    double sets = Math.max(1, folds);
    int solvers = Runtime.getRuntime().availableProcessors();
    double models = gridPoints * (folds + 1.0);
    double coefficients = 8.0 * columns * models + 24.0 * columns * gridPoints;
    return new Capacity(
        columns,
        folds,
        (long) models,
        bytes((sets + 5 + solvers) * moments + coefficients),
        bytes(sets * moments + BUFFERS + 2 * moments));
  }

  /** Capped where no memory reaches, so that sums of it do not wrap around. */
  private static long bytes(double bytes) {
    return (long) Math.min(bytes, PLENTY);
  }

  /**
   * Goes on only if driver and executors can hold it.
   *
   * @throws JobFailure CONFIGURATION with the setting to change
   */
  void require(SparkContext spark) {
    long heap = Runtime.getRuntime().maxMemory();
    if (spark.isLocal()) {
      requireOneJvm(spark.defaultParallelism(), heap);
      return;
    }
    SparkConf conf = spark.getConf();
    int cores =
        conf.getInt("spark.executor.cores", 1) / Math.max(1, conf.getInt("spark.task.cpus", 1));
    requireCluster(
        heap,
        Math.max(1, cores),
        Utils.memoryStringToMb(conf.get("spark.executor.memory", "1g")) * (1L << 20));
  }

  /** Driver and tasks share the heap. */
  void requireOneJvm(int tasks, long heap) {
    requireRoom(
        "this JVM (driver and " + tasks + " tasks)",
        driverBytes + tasks * taskBytes + SPARK_ITSELF,
        heap,
        "give it more with --driver-memory, or -Xmx in GLIDEPATH_JAVA_OPTS, or run fewer tasks at"
            + " once (--master local[1])");
  }

  /** The driver has a heap of its own, and so has each executor with its tasks. */
  void requireCluster(long driverHeap, int tasks, long executorHeap) {
    requireRoom("the driver", driverBytes + SPARK_ITSELF, driverHeap, "raise spark.driver.memory");
    requireRoom(
        "an executor (" + tasks + " tasks)",
        tasks * taskBytes + SPARK_ITSELF,
        executorHeap,
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
