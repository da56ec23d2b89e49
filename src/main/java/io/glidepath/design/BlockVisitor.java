package io.glidepath.design;

import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * What a pass over the data does with the blocks of one partition. It is sent to the executors, so
 * it and the states it makes must be serializable; states should be plain classes (not records), as
 * Kryo cannot read records back.
 *
 * @param <S> what is accumulated over one partition
 */
public interface BlockVisitor<S> extends Serializable {

  /** The state before the first block; called once for every partition, also for an empty one. */
  S start(int partition);

  /**
   * Takes one block into the state. The block holds at least one row of a single fold, everything
   * in it finite, every weight above 0. It may be changed and is refilled afterwards: copy what is
   * to be kept.
   */
  void accept(S state, Block block);
}
