package io.glidepath.features;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns that decide what a row is held out of.
 *
 * @param column integer that names the fold of a row
 * @param group rows with equal values stay in one fold
 * @param time models train on what comes before
 * @param holdout true for rows that nothing is learned from
 */
public record FoldColumns(
    Optional<String> column,
    Optional<String> group,
    Optional<String> time,
    Optional<String> holdout) {
  /** Folds by the hash of the key. */
  public static final FoldColumns NONE =
      new FoldColumns(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Those there are. */
  public List<String> all() {
    return Stream.of(column, group, time, holdout).flatMap(Optional::stream).toList();
  }
}
