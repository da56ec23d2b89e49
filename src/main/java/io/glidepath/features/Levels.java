package io.glidepath.features;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The levels of a categorical column, or the tokens of a bag.
 *
 * @param names in order: strings and booleans by UTF-8 bytes, numbers by value
 * @param mostFrequent the one with the largest sum of weights; of equals the first
 * @param shares of the rows that have each of them, NaN where they were not counted
 * @param hasOther whether the last one stands for all that are not named
 */
public record Levels(
    List<String> names, String mostFrequent, List<Double> shares, boolean hasOther) {
  /** Where a category has no more levels, one column tells them apart. */
  private static final int FEW = 2;

  public Levels {
    names = List.copyOf(names);
    shares = List.copyOf(shares);
  }

  /** Levels that were not counted. */
  public Levels(List<String> names, String mostFrequent) {
    this(names, mostFrequent, Collections.nCopies(names.size(), Double.NaN), false);
  }

  /**
   * The levels that become a column of the design. A single level becomes one, constant, column, so
   * that it is seen.
   */
  public List<String> kept(Encoding encoding) {
    if (names.size() < FEW) {
      return names;
    }
    return switch (encoding) {
      case FULL -> names.size() == FEW ? names.subList(1, FEW) : names;
      case REFERENCE -> names.stream().filter(n -> !n.equals(mostFrequent)).toList();
    };
  }

  /** The name of the last one if it stands for all that are not named. */
  Optional<String> other() {
    return hasOther ? Optional.of(names.get(names.size() - 1)) : Optional.empty();
  }

  /**
   * The shares of those that become columns, 1 for the column of two levels, which is a number like
   * any other.
   */
  double[] keptShares(Encoding encoding) {
    if (names.size() <= FEW) {
      return kept(encoding).stream().mapToDouble(n -> 1).toArray();
    }
    return IntStream.range(0, names.size())
        .filter(k -> encoding == Encoding.FULL || !names.get(k).equals(mostFrequent))
        .mapToDouble(shares::get)
        .toArray();
  }
}
