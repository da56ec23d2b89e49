package io.glidepath.design;

import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Session settings for planning a scan of column batches.
 *
 * <p>Above {@code spark.sql.codegen.maxFields} columns (100) Spark plans its Parquet reader without
 * batches, which costs several times as much. The limit protects generated code, of which a scan of
 * batches has none, so it is lifted while that scan is planned. Batches of very many columns are
 * made shorter in turn, so that one takes about 32 MiB, or 256 rows.
 */
final class WideScan {
  private static final String MAX_FIELDS = "spark.sql.codegen.maxFields";
  private static final String BATCH_ROWS = "spark.sql.parquet.columnarReaderBatchSize";
  private static final long BATCH_BYTES = 32L << 20;
  private static final long LEAST_ROWS = 256;

  private WideScan() {}

  /** Plans under the settings and puts the session's own back afterwards. */
  static <T> T plan(SparkSession session, int columns, Supplier<T> planning) {
    RuntimeConfig conf = session.conf();
    String maxFields = conf.get(MAX_FIELDS);
    String batchRows = conf.get(BATCH_ROWS);
    long affordable = Math.max(LEAST_ROWS, BATCH_BYTES / (9L * Math.max(1, columns)));
    try {
      conf.set(MAX_FIELDS, Integer.MAX_VALUE);
      conf.set(BATCH_ROWS, Math.min(Long.parseLong(batchRows), affordable));
      return planning.get();
    } finally {
      conf.set(MAX_FIELDS, maxFields);
      conf.set(BATCH_ROWS, batchRows);
    }
  }
}
