package io.glidepath.bench;

import com.sun.management.OperatingSystemMXBean;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.apache.spark.sql.SparkSession;

/** The session that is measured in, and the clock. */
final class BenchSession {
  private static final int WARM_UP = 5;
  private static final int RUNS = 5;
  private static final OperatingSystemMXBean CLOCK =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private BenchSession() {}

  /** Embedded Spark on all cores, unless spark-submit or a system property says otherwise. */
  static SparkSession start() {
    // before MLlib settles for the JVM's own
    say("BLAS: %s", Blas.of(BlasChoice.AUTO).name());
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
   * Runs to warm up, then five times for the clock, and prints the medians of elapsed and of
   * processor time; the latter counts all threads of this JVM and holds on a busy machine, too.
   *
   * @param work gives a number to be printed, so that work that was left undone shows
   */
  static double measure(String name, DoubleSupplier work) {
    double result = 0;
    for (int i = 0; i < WARM_UP; i++) {
      result = work.getAsDouble();
    }
    double[] seconds = new double[RUNS];
    double[] processor = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      long used = CLOCK.getProcessCpuTime();
      result = work.getAsDouble();
      processor[i] = (CLOCK.getProcessCpuTime() - used) / 1e9;
      seconds[i] = secondsSince(start);
    }
    Arrays.sort(seconds);
    Arrays.sort(processor);
    double median = seconds[RUNS / 2];
    say(
        "%-24s %8.3f s  (%.3f .. %.3f), processor %.3f s, result %.9g",
        name, median, seconds[0], seconds[RUNS - 1], processor[RUNS / 2], result);
    return median;
  }

  /** What one call took: elapsed, and of all threads of this JVM. */
  record Taken(double seconds, double processor, double result) {}

  static Taken taken(DoubleSupplier work) {
    long start = System.nanoTime();
    long used = CLOCK.getProcessCpuTime();
    double result = work.getAsDouble();
    return new Taken(secondsSince(start), (CLOCK.getProcessCpuTime() - used) / 1e9, result);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Bytes, the peaks of all parts of the heap added up. */
  static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(p -> p.getType() == MemoryType.HEAP)
        .mapToLong(p -> p.getPeakUsage().getUsed())
        .sum();
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
