package io.glidepath.stats;

import java.io.Serializable;

/**
 * Sums over rows. Those of two sets of rows, combined, are those of both sets; sums of no rows
 * change nothing. Mutable, not thread-safe.
 *
 * @param <S> the sums themselves
 */
public interface Sums<S extends Sums<S>> extends Serializable {

  /** Adds the rows of another, which stays as it is. */
  void combine(S other);
}
