package io.glidepath.job;

import io.glidepath.design.CacheChoice;
import io.glidepath.design.CacheRequest;
import io.glidepath.design.RowShape;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.Profile;
import io.glidepath.ml.PathSpec;
import io.glidepath.path.SweepMemory;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;

/**
 * What a sweep of so many columns needs in memory ({@link SweepMemory}), and whether it is there.
 *
 * @param levels of the categories that some of the columns come from, the most first
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
record Capacity(
    int columns,
    int folds,
    long models,
    long driverBytes,
    long taskBytes,
    Map<String, Integer> levels) {
  private static final int NAMED = 10;
  private static final long SPARK_ITSELF = CacheRequest.SPARK_ITSELF;

  /**
   * For a design of such a shape.
   *
   * @param rows if they are known
   */
  static Capacity of(RowShape shape, OptionalLong rows, PathSpec path) {
    SweepMemory memory = path.memory(shape, rows);
    int folds = path.folds().heldOut();
    return new Capacity(
        shape.columns(),
        folds,
        (long) (path.sweep().points() * (folds + 1.0)),
        memory.driverBytes(),
        memory.taskBytes(),
        Map.of());
  }

  /** The same, to tell where the columns come from. */
  Capacity of(Map<String, Integer> levels) {
    return new Capacity(columns, folds, models, driverBytes, taskBytes, levels);
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
    requireCluster(
        heap, CacheRequest.cores(spark.getConf()), CacheRequest.executorHeap(spark.getConf()));
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
              "%s would need about %s for %d columns in %d folds and has %s%s%s, sweep fewer columns"
                  + " (columns.exclude) or fewer folds (folds.count)",
              where,
              CacheChoice.readable(needed),
              columns,
              folds,
              CacheChoice.readable(there),
              whereFrom(),
              change));
    }
  }

  /** Where most columns come from categories, those and what to do about them first. */
  private String whereFrom() {
    if (2 * levels.values().stream().mapToInt(Integer::intValue).sum() < columns) {
      return ": ";
    }
    String largest =
        levels.entrySet().stream()
            .limit(NAMED)
            .map(e -> "\"" + e.getKey() + "\" has " + e.getValue() + " levels")
            .collect(Collectors.joining(", "));
    return ". Most columns are levels of categories: "
        + largest
        + (levels.size() > NAMED ? ", ..." : "")
        + ". Where that is too many, "
        + Profile.WAY_OUT
        + ". Or ";
  }
}
