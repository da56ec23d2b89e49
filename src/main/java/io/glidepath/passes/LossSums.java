package io.glidepath.passes;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** One task of a loss pass: the sums of a partition as parts, one after the other. */
record LossSums<S extends Serializable>(LossVisitor<S> visitor, BlasChoice blas)
    implements Function2<Integer, Iterator<Block>, Iterator<Tuple2<Part, byte[]>>>, Merging {

  @Override
  public Iterator<Tuple2<Part, byte[]>> call(Integer partition, Iterator<Block> blocks) {
    Blas backend = Blas.of(blas);
    FoldStates<S> states = new FoldStates<>(backend.name());
    while (blocks.hasNext()) {
      visitor.accept(states, blocks.next(), backend);
    }
    TreeMap<Integer, S> sums = states.byFold();
    // a sum is let go when its bytes are made
    return List.copyOf(sums.keySet()).stream()
        .map(f -> new Tuple2<>(Part.ofFold(f, partition), Wire.write(sums.remove(f))))
        .iterator();
  }

  @SuppressWarnings("unchecked")
  S read(byte[] part) {
    return (S) Wire.read(part, Serializable.class);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(Serializable sum, Serializable more) {
    visitor.add((S) sum, (S) more);
  }
}
