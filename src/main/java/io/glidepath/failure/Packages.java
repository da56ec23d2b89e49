package io.glidepath.failure;

/** What spark-submit must be given for formats whose classes Spark does not bring. */
public final class Packages {
  public static final String DELTA =
      "--packages io.delta:delta-spark_4.1_2.13:4.1.0 (for Spark 4.1; Delta's pages name the one for"
          + " another) --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension --conf"
          + " spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog";

  public static final String ICEBERG =
      "--packages org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0 (for Spark 4.1; Iceberg's"
          + " pages name the one for another)";

  private Packages() {}
}
