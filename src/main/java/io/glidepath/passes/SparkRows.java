package io.glidepath.passes;

import io.glidepath.matrix.BlasChoice;
import io.glidepath.path.KeptRows;
import io.glidepath.path.RunLog;
import io.glidepath.rdd.JobDescription;
import io.glidepath.rdd.SmallJobs;
import io.glidepath.stats.Pass;
import io.glidepath.stats.Statistic;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Blocks of rows on the executors, each pass over them one Spark job. The first one reads the rows;
 * the others read what {@link KeptBlocks} keeps of them.
 *
 * <p>Sums are merged in the order of the partitions: on the driver if they are few and small, else
 * first on executors in groups of neighbouring partitions, so that the driver receives no more than
 * about {@link MergePlan#RECEIVED} at once. A task holds the sums of all questions, and the models.
 */
final class SparkRows implements KeptRows {
  private static final int MERGE_TASKS = 16;

  private final JavaSparkContext spark;
  private final KeptBlocks rows;
  private final BlasChoice blas;
  private final RunLog log;
  private int passes;

  /**
   * @param log hears how much the rows took
   */
  SparkRows(JavaSparkContext spark, KeptBlocks rows, BlasChoice blas, RunLog log) {
    this.spark = spark;
    this.rows = rows;
    this.blas = blas;
    this.log = log;
  }

  @Override
  public <Q extends Serializable, S extends Sums<S>> List<S> answer(Pass<Q, S> pass) {
    passes++;
    int models = pass.models();
    String words =
        pass.purpose() + ", pass " + passes + ", " + models + (models == 1 ? " model" : " models");
    return JobDescription.during(
        spark.sc(),
        words,
        () -> {
          Broadcast<SentAsks> sent = spark.broadcast(new SentAsks(pass.asks()));
          try {
            return answer(pass, sent);
          } finally {
            sent.destroy();
          }
        });
  }

  private <Q extends Serializable, S extends Sums<S>> List<S> answer(
      Pass<Q, S> pass, Broadcast<SentAsks> sent) {
    Statistic<Q, S> statistic = pass.statistic();
    JavaRDD<Tuple2<Part, byte[]>> parts =
        SmallJobs.mapPartitions(rows.blocks(), new PassTask<>(statistic, sent, blas));
    MergePlan plan = MergePlan.of(parts.getNumPartitions(), pass.bytes());
    TreeMap<Integer, S> sums = new TreeMap<>();
    received(parts, new MergeParts<>(statistic.sums()), plan)
        .forEachRemaining(
            part -> {
              S more = Wire.read(part._2(), statistic.sums());
              S sum = sums.putIfAbsent(part._1().key(), more);
              if (sum != null) {
                sum.combine(more);
              }
            });
    return pass.answers(sums);
  }

  /** What the driver gets, those of a question in the order of the partitions. */
  private static Iterator<Tuple2<Part, byte[]>> received(
      JavaRDD<Tuple2<Part, byte[]>> parts, MergeParts<?> merging, MergePlan plan) {
    if (!plan.onExecutors()) {
      return SmallJobs.collect(parts).iterator();
    }
    int groups = plan.groups();
    int partitions = parts.getNumPartitions();
    JavaRDD<Tuple2<Part, byte[]>> merged =
        merging.inOrder(
            parts.mapToPair(p -> new Tuple2<>(p._1().inGroup(groups, partitions), p._2())),
            MERGE_TASKS);
    if (plan.oneByOne()) {
      return merged.toLocalIterator();
    }
    List<Tuple2<Part, byte[]>> all = SmallJobs.collect(merged);
    all.sort(Comparator.comparing(Tuple2::_1));
    return all.iterator();
  }

  @Override
  public void close() {
    rows.bytes().ifPresent(log::kept);
    rows.close();
  }
}
