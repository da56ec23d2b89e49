package io.glidepath.stats;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model does not train on: the rows of the cell at a position in {@link Cells}, or nothing.
 * In order, nothing comes first.
 */
public record HeldOut(int position) implements Comparable<HeldOut> {
  /** Of the models of all rows. */
  public static final HeldOut NOTHING = new HeldOut(-1);

  /** The rows of a cell, by its position. */
  public static HeldOut cell(int position) {
    return new HeldOut(position);
  }

  /** Nothing, then each of so many cells. */
  public static Stream<HeldOut> all(int cells) {
    return IntStream.range(-1, cells).mapToObj(HeldOut::new);
  }

  public boolean isNothing() {
    return position < 0;
  }

  @Override
  public int compareTo(HeldOut other) {
    return Integer.compare(position, other.position);
  }
}
