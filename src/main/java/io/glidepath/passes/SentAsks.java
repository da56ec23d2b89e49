package io.glidepath.passes;

import io.glidepath.stats.Ask;
import io.glidepath.stats.CellSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions of a pass on their way to the executors, where all tasks of one share what was
 * read. A question that is asked of many cells travels once.
 *
 * <p>Bytes and plain arrays, because a broadcast goes through {@code spark.serializer}, and Kryo
 * cannot read records back.
 */
final class SentAsks implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[][] questions;
  private final int[] asked;
  private final CellSet[] rows;
  private transient Object[] read;

  SentAsks(List<? extends Ask<?>> asks) {
    Map<Serializable, Integer> known = new IdentityHashMap<>();
    List<byte[]> written = new ArrayList<>();
    this.asked = new int[asks.size()];
    this.rows = new CellSet[asks.size()];
    for (int i = 0; i < asked.length; i++) {
      Serializable question = asks.get(i).question();
      Integer at = known.putIfAbsent(question, written.size());
      asked[i] = at == null ? written.size() : at;
      if (at == null) {
        written.add(Wire.write(question));
      }
      rows[i] = asks.get(i).rows();
    }
    this.questions = written.toArray(byte[][]::new);
  }

  /** What was asked, in its order. */
  synchronized <Q extends Serializable> List<Ask<Q>> of(Class<Q> type) {
    if (read == null) {
      read = new Object[questions.length];
      for (int i = 0; i < read.length; i++) {
        read[i] = Wire.read(questions[i], type);
      }
    }
    List<Ask<Q>> asks = new ArrayList<>();
    for (int i = 0; i < asked.length; i++) {
      asks.add(new Ask<>(rows[i], type.cast(read[asked[i]])));
    }
    return asks;
  }
}
