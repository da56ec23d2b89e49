package io.glidepath.stats;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one reading of all rows is to answer.
 *
 * @param purpose in words: gradients, scores
 */
public record Pass<Q extends Serializable, S extends Sums<S>>(
    String purpose, Statistic<Q, S> statistic, List<Ask<Q>> asks) {

  /** Number of models, all questions together. */
  public int models() {
    return asks.stream().mapToInt(a -> statistic.models(a.question())).sum();
  }

  /**
   * The answers in the order of the questions.
   *
   * @param sums by position; none where no row answers, and that is an answer too
   */
  public List<S> answers(Map<Integer, S> sums) {
    return IntStream.range(0, asks.size())
        .mapToObj(i -> sums.containsKey(i) ? sums.get(i) : statistic.empty(asks.get(i).question()))
        .toList();
  }

  /** About how many bytes the sums of all questions take. */
  public long bytes() {
    return asks.stream().mapToLong(a -> statistic.bytes(a.question())).sum();
  }
}
