package io.glidepath.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows of some cells, by the numbers of the cells. */
public final class CellSet implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] sorted;

  private CellSet(int[] sorted) {
    this.sorted = sorted;
  }

  public static CellSet of(int... cells) {
    return new CellSet(IntStream.of(cells).sorted().distinct().toArray());
  }

  /** Whether the rows of a cell are among them. */
  public boolean holds(int cell) {
    return Arrays.binarySearch(sorted, cell) >= 0;
  }
}
