package io.glidepath.stats;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.io.Serializable;
import java.util.List;

/**
 * What is summed over rows to answer a question: gradients of models, their held-out scores.
 *
 * @param <Q> the question
 * @param <S> the sums that answer it
 */
public interface Statistic<Q extends Serializable, S extends Sums<S>> extends Serializable {

  Class<Q> question();

  Class<S> sums();

  /** Sums of no rows. */
  S empty(Q question);

  /** Adds the rows of a block, which is left as it is: it may be a cached one. */
  void accept(S sums, Q question, Block block, Blas blas);

  /**
   * Adds the rows of a block to the sums of several questions. One after the other, unless a
   * statistic knows a faster way.
   */
  default void accept(List<S> sums, List<Q> questions, Block block, Blas blas) {
    for (int i = 0; i < sums.size(); i++) {
      accept(sums.get(i), questions.get(i), block, blas);
    }
  }

  /** How many models a question is about. */
  int models(Q question);

  /** About how many bytes its sums take. */
  long bytes(Q question);
}
