package io.glidepath.bench;

import org.apache.spark.sql.SparkSession;

/**
 * The least that a Spark program does: a session that counts the rows of one table, and its end.
 */
public final class BareCount {
  private BareCount() {}

  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    System.out.println(spark.read().parquet(args[0]).count() + " rows");
    spark.stop();
  }
}
