package io.glidepath.rdd;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * What {@code mapPartitionsWithIndex}, {@code collect} and {@code toLocalIterator} of a {@link
 * JavaRDD} do, for jobs that are over soon. Those wrap closures of Spark's around a function, and
 * for each of them Spark reads and searches the class files of an RDD and of its context: five
 * times a pass, a seventh of the processor time of small runs. An object of a class is sent as it
 * is.
 */
public final class SmallJobs {
  private SmallJobs() {}

  /** What a task makes of a partition. */
  public interface Work<T, R> extends Serializable {
    Iterator<R> of(int partition, Iterator<T> rows);
  }

  /** Keeps the partitioner. */
  public static <T, R> JavaRDD<R> mapPartitions(JavaRDD<T> rows, Work<T, R> work) {
    ClassTag<R> any = anyClass();
    return rows.rdd().mapPartitionsWithIndex(new Mapped<>(work), true, any).toJavaRDD();
  }

  /** All elements, in the order of the partitions, by one job. */
  public static <T> List<T> collect(JavaRDD<T> rows) {
    return collect(rows, IntStream.range(0, rows.rdd().getNumPartitions()));
  }

  /** The same, of which the driver holds one partition at a time: by a job for each. */
  public static <T> Iterator<T> iterator(JavaRDD<T> rows) {
    return IntStream.range(0, rows.rdd().getNumPartitions())
        .mapToObj(partition -> collect(rows, IntStream.of(partition)))
        .flatMap(List::stream)
        .iterator();
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> collect(JavaRDD<T> rows, IntStream partitions) {
    RDD<T> rdd = rows.rdd();
    List<Object> chosen = partitions.<Object>mapToObj(i -> i).toList();
    Object parts =
        rdd.sparkContext()
            .runJob(
                rdd,
                new Collected<T>(),
                CollectionConverters.asScala(chosen).toSeq(),
                ClassTag$.MODULE$.apply(Object[].class));
    List<T> all = new ArrayList<>();
    for (Object[] part : (Object[][]) parts) {
      Collections.addAll(all, (T[]) part);
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static <R> ClassTag<R> anyClass() {
    return (ClassTag<R>) ClassTag$.MODULE$.AnyRef();
  }

  private static final class Mapped<T, R>
      extends AbstractFunction2<Object, scala.collection.Iterator<T>, scala.collection.Iterator<R>>
      implements Serializable {
    private final Work<T, R> work;

    Mapped(Work<T, R> work) {
      this.work = work;
    }

    @Override
    public scala.collection.Iterator<R> apply(Object partition, scala.collection.Iterator<T> rows) {
      Iterator<R> made = work.of((Integer) partition, CollectionConverters.asJava(rows));
      return CollectionConverters.asScala(made);
    }
  }

  private static final class Collected<T>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, Object[]>
      implements Serializable {
    @Override
    public Object[] apply(TaskContext task, scala.collection.Iterator<T> rows) {
      List<T> all = new ArrayList<>();
      while (rows.hasNext()) {
        all.add(rows.next());
      }
      return all.toArray();
    }
  }
}
