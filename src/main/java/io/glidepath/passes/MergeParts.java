package io.glidepath.passes;

import io.glidepath.stats.Sums;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Merges parts of one kind of sums, and reports of the scan, that arrive sorted, one sum at a time:
 * the order is fixed, and no more than one part and one sum are in memory.
 */
record MergeParts<S extends Sums<S>>(Class<S> type)
    implements FlatMapFunction<Iterator<Tuple2<Part, byte[]>>, Tuple2<Part, byte[]>> {

  @Override
  public Iterator<Tuple2<Part, byte[]>> call(Iterator<Tuple2<Part, byte[]>> parts) {
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
