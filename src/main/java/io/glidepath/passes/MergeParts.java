package io.glidepath.passes;

import io.glidepath.stats.Moments;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Merges parts that arrive sorted, one fold at a time: the order is fixed, and no more than one
 * part and one sum are in memory.
 */
final class MergeParts
    implements FlatMapFunction<Iterator<Tuple2<Part, byte[]>>, Tuple2<Part, byte[]>> {
  private static final long serialVersionUID = 1;

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
        return new Tuple2<>(part, part.isReport() ? reports(part) : moments(part));
      }

      private byte[] reports(Part part) {
        ScanReport sum = take(ScanReport.class);
        while (ahead != null && part.joins(ahead._1())) {
          sum.combine(take(ScanReport.class));
        }
        return Wire.write(sum);
      }

      private byte[] moments(Part part) {
        Moments sum = take(Moments.class);
        while (ahead != null && part.joins(ahead._1())) {
          sum.combine(take(Moments.class));
        }
        return Wire.write(sum);
      }

      private <T extends Serializable> T take(Class<T> type) {
        T taken = Wire.read(ahead._2(), type);
        ahead = advance();
        return taken;
      }
    };
  }
}
