package io.glidepath.matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A vector that is held in as few bytes as it takes: 12 for each element that is not 0, or 8 for
 * each of them all. Not changed after it is made.
 */
public final class CompactVector {
  /** Of an element that is not 0. */
  public static final int ENTRY_BYTES = Integer.BYTES + Double.BYTES;

  private final int size;

  /** Positions of the elements that are held, ascending; null where all are. */
  private final int[] indices;

  private final double[] values;

  private CompactVector(int size, int[] indices, double... values) {
    this.size = size;
    this.indices = indices;
    this.values = values;
  }

  /**
   * The vector of some numbers.
   *
   * @param all not to be changed from now on: they are held themselves where that takes less
   */
  public static CompactVector of(double... all) {
    int held = 0;
    for (double v : all) {
      held += v == 0 ? 0 : 1;
    }
    if (held * (long) ENTRY_BYTES >= all.length * (long) Double.BYTES) {
      return whole(all);
    }
    int[] indices = new int[held];
    double[] values = new double[held];
    int at = 0;
    for (int j = 0; j < all.length; j++) {
      if (all[j] != 0) {
        indices[at] = j;
        values[at++] = all[j];
      }
    }
    return new CompactVector(all.length, indices, values);
  }

  /** The vector of some numbers, which are held as they are: for one that is soon over. */
  public static CompactVector whole(double... all) {
    return new CompactVector(all.length, null, all);
  }

  /** Number of elements, those that are 0 included. */
  public int size() {
    return size;
  }

  /** All elements; not to be changed. Cost: 8 bytes an element, unless all are held. */
  public double[] toArray() {
    if (indices == null) {
      return values;
    }
    double[] all = new double[size];
    copyTo(all, 0);
    return all;
  }

  /**
   * Writes what is not 0 where all elements are 0.
   *
   * @param at the position of the first element
   */
  public void copyTo(double[] zeros, int at) {
    if (indices == null) {
      System.arraycopy(values, 0, zeros, at, size);
      return;
    }
    for (int i = 0; i < indices.length; i++) {
      zeros[at + indices[i]] = values[i];
    }
  }

  /** Positions of what is not 0, ascending. */
  public int[] nonzero() {
    return indices == null
        ? IntStream.range(0, size).filter(j -> values[j] != 0).toArray()
        : indices.clone();
  }

  /** What is not 0, in the order of {@link #nonzero}. */
  public double[] values() {
    return indices == null ? Arrays.stream(values).filter(v -> v != 0).toArray() : values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactVector o
        && size == o.size
        && Arrays.equals(indices, o.indices)
        && Arrays.equals(values, o.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
  }
}
