package io.glidepath.design;

import java.io.Serializable;

/**
 * The rows of a partition that one of several tasks takes, all of which read the partition: every
 * so many stretches of rows one. A function of a row's place in the partition, and of nothing else.
 *
 * @param index from 0
 * @param count 1: all rows
 */
record Slice(int index, int count) implements Serializable {
  static final int STRETCH = 1024;

  boolean has(long row) {
    return count == 1 || row / STRETCH % count == index;
  }

  /** The end of the stretch that a row is in. */
  long end(long row) {
    return count == 1 ? Long.MAX_VALUE : (row / STRETCH + 1) * STRETCH;
  }
}
