package io.glidepath.design;

import java.io.Serializable;

/**
 * The rows that one task takes where several tasks read the same partition: one stretch of rows in
 * every {@code count}. It depends only on a row's place in the partition.
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
