package io.glidepath.design;

import org.apache.spark.api.java.JavaRDD;

/** A way of getting blocks out of a planned query. */
interface BlockSource {

  /** One pass: a result for each partition, computed when the RDD is. */
  <S> JavaRDD<Scanned<S>> scan(BlockVisitor<S> visitor);

  int partitions();

  /** Whether whole columns are copied, not rows. */
  boolean columnar();
}
