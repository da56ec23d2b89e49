package io.glidepath.features;

import java.util.List;

/**
 * The levels of a categorical column.
 *
 * @param names in order: strings and booleans by UTF-8 bytes, numbers by value
 * @param mostFrequent the one with the largest sum of weights; of equals the first
 */
public record Levels(List<String> names, String mostFrequent) {
  public Levels {
    names = List.copyOf(names);
  }

  /**
   * The levels that become a column of the design. A single level becomes one, constant, column, so
   * that it is seen.
   */
  public List<String> kept(Encoding encoding) {
    if (names.size() < 2) {
      return names;
    }
    return switch (encoding) {
      case FULL -> names.size() == 2 ? names.subList(1, 2) : names;
      case REFERENCE -> names.stream().filter(n -> !n.equals(mostFrequent)).toList();
    };
  }
}
