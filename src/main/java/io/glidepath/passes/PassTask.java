package io.glidepath.passes;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import io.glidepath.rdd.SmallJobs;
import io.glidepath.stats.Statistic;
import io.glidepath.stats.Summation;
import io.glidepath.stats.Sums;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** One task of a pass: the sums of a partition as parts, one after the other. */
record PassTask<Q extends Serializable, S extends Sums<S>>(
    Statistic<Q, S> statistic, Broadcast<SentAsks> asks, BlasChoice blas)
    implements SmallJobs.Work<Block, Tuple2<Part, byte[]>> {

  @Override
  public Iterator<Tuple2<Part, byte[]>> of(int partition, Iterator<Block> blocks) {
    Summation<Q, S> summation =
        new Summation<>(statistic, asks.value().of(statistic.question()), Blas.of(blas));
    blocks.forEachRemaining(summation::accept);
    TreeMap<Integer, S> sums = summation.sums();
    // a sum is let go when its bytes are made
    return List.copyOf(sums.keySet()).stream()
        .map(ask -> new Tuple2<>(Part.of(ask, partition), Wire.write(sums.remove(ask))))
        .iterator();
  }
}
