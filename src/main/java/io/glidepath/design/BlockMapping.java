package io.glidepath.design;

import io.glidepath.matrix.Block;
import java.io.Serializable;

/**
 * Makes something of each block that may be kept.
 *
 * @param <T> what is made, once a block
 */
public interface BlockMapping<T> extends Serializable {

  /** The block is refilled afterwards, as {@link BlockVisitor#accept} says: copy what is kept. */
  T apply(Block block);
}
