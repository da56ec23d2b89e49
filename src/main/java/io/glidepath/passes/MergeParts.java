package io.glidepath.passes;

import io.glidepath.rdd.SmallJobs;
import io.glidepath.stats.Sums;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;

/**
 * Merges parts of one kind of sums, and reports of the scan, that arrive sorted, one sum at a time:
 * the order is fixed, and no more than one part and one sum are in memory.
 */
record MergeParts<S extends Sums<S>>(Class<S> type)
    implements SmallJobs.Work<Tuple2<Part, byte[]>, Tuple2<Part, byte[]>> {

  /** Sorts parts into so many tasks, and merges. */
  JavaRDD<Tuple2<Part, byte[]>> inOrder(JavaPairRDD<Part, byte[]> parts, int tasks) {
    RDD<Tuple2<Part, byte[]>> sorted =
        parts.repartitionAndSortWithinPartitions(new ByKey(tasks)).rdd();
    return SmallJobs.mapPartitions(sorted.toJavaRDD(), this);
  }

  @Override
  public Iterator<Tuple2<Part, byte[]>> of(int task, Iterator<Tuple2<Part, byte[]>> parts) {
    return new Iterator<>() {
      private Tuple2<Part, byte[]> ahead = advance();

      private Tuple2<Part, byte[]> advance() {
        return parts.hasNext() ? parts.next() : null;
      }

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public Tuple2<Part, byte[]> next() {
        if (ahead == null) {
          throw new NoSuchElementException();
        }
        Part part = ahead._1();
        byte[] alone = ahead._2();
        ahead = advance();
        return new Tuple2<>(part, joins(part) ? merged(part, alone) : alone);
      }

      private boolean joins(Part part) {
        return ahead != null && part.joins(ahead._1());
      }

      private byte[] merged(Part part, byte[] first) {
        return part.isReport() ? merged(part, first, ScanReport.class) : merged(part, first, type);
      }

      private <T extends Sums<T>> byte[] merged(Part part, byte[] first, Class<T> kind) {
        T sum = Wire.read(first, kind);
        while (joins(part)) {
          sum.combine(Wire.read(ahead._2(), kind));
          ahead = advance();
        }
        return Wire.write(sum);
      }
    };
  }
}
