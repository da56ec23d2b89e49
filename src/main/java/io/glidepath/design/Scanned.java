package io.glidepath.design;

import java.io.Serializable;

/**
 * What one partition gave: the visitor's state and the count of rows. Merge in the order of {@link
 * #partition()} where sums of floating-point numbers must not depend on which task ended first.
 *
 * <p>A class and not a record because it crosses the wire, maybe by Kryo.
 */
public final class Scanned<S> implements Serializable {
  private final int partition;
  private final S state;
  private final RowTally rows;

  Scanned(int partition, S state, RowTally rows) {
    this.partition = partition;
    this.state = state;
    this.rows = rows;
  }

  public int partition() {
    return partition;
  }

  public S state() {
    return state;
  }

  public RowTally rows() {
    return rows;
  }
}
