package io.glidepath;

import org.apache.spark.sql.SparkSession;

/** The one session that all tests with Spark share. It ends with the JVM. */
public final class SharedSpark {
  private static SparkSession session;

  private SharedSpark() {}

  public static synchronized SparkSession session() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master(System.getProperty("spark.master", "local[2]"))
              .appName("glidepath-tests")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.shuffle.partitions", "2")
              // a partition for each file, so that layouts differ
              .config("spark.sql.files.openCostInBytes", "1g")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              // small jobs by the hundred: classes for a few rows cost more than they save, and
              // whole stages, which alone are read in batches, keep theirs
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.codegen.cache.maxEntries", "2000")
              // nobody looks at pages of what ran
              .config("spark.sql.ui.explainMode", "simple")
              .config("spark.sql.ui.retainedExecutions", "20")
              .config("spark.ui.liveUpdate.period", "1h")
              .config("spark.sql.warehouse.dir", "target/spark-warehouse")
              .getOrCreate();
    }
    return session;
  }
}
