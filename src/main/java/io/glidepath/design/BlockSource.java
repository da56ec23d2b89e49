package io.glidepath.design;

import org.apache.spark.api.java.JavaRDD;

/** A way of getting blocks out of a planned query. */
interface BlockSource {

  /** One pass over every partition, made when the RDD is computed. */
  <R> JavaRDD<R> run(PartitionPass<R> pass);

  int partitions();

  /** Whether whole columns are copied, not rows. */
  boolean columnar();
}
