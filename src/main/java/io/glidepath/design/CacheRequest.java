package io.glidepath.design;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What was asked for, and the memory that the work on the rows needs beside them.
 *
 * <p>Rows may take 90 % of the storage memory that Spark has free (its share of the heap is {@code
 * spark.memory.fraction}), and never so much that the heap would be too small for the rest: tasks,
 * the driver where it shares the JVM, and Spark itself.
 *
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
public record CacheRequest(RowCache asked, long driverBytes, long taskBytes) {
  /** What Spark takes of every heap for itself. */
  public static final long SPARK_ITSELF = 400L << 20;

  /** Of the free storage memory; the sizes of cached blocks are estimates. */
  private static final double SHARE = 0.9;

  /**
   * Where to keep so many rows, looking at the memory there is now.
   *
   * @param rows how many at most; empty if not known
   * @param rowBytes of each
   */
  public CacheChoice choose(SparkContext spark, OptionalLong rows, double rowBytes) {
    return CacheChoice.of(asked, rows, rowBytes, room(spark));
  }

  private OptionalLong room(SparkContext spark) {
    String driver = SparkEnv.get().blockManager().blockManagerId().hostPort();
    Map<String, Tuple2<Object, Object>> memory =
        CollectionConverters.asJava(spark.getExecutorMemoryStatus());
    long[] free =
        memory.entrySet().stream()
            .filter(e -> spark.isLocal() || !e.getKey().equals(driver))
            .mapToLong(e -> (long) e.getValue()._2())
            .toArray();
    if (free.length == 0) {
      return OptionalLong.empty();
    }
    long rest =
        spark.isLocal()
            ? restOfOneJvm(spark.defaultParallelism(), Runtime.getRuntime().maxMemory())
            : restOfExecutor(cores(spark.getConf()), executorHeap(spark.getConf()));
    long room = 0;
    for (long storage : free) {
      room += room(storage, rest);
    }
    return OptionalLong.of(room);
  }

  /** Room of one JVM for rows. */
  static long room(long storage, long restOfHeap) {
    return Math.max(0, Math.min((long) (SHARE * storage), restOfHeap));
  }

  long restOfOneJvm(int tasks, long heap) {
    return heap - SPARK_ITSELF - driverBytes - tasks * taskBytes;
  }

  long restOfExecutor(int tasks, long heap) {
    return heap - SPARK_ITSELF - tasks * taskBytes;
  }

  /** Tasks that an executor runs at once. */
  public static int cores(SparkConf conf) {
    int cores = conf.getInt("spark.executor.cores", 1);
    return Math.max(1, cores / Math.max(1, conf.getInt("spark.task.cpus", 1)));
  }

  /** Bytes of an executor's heap. */
  public static long executorHeap(SparkConf conf) {
    return Utils.memoryStringToMb(conf.get("spark.executor.memory", "1g")) * (1L << 20);
  }
}
