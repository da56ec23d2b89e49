package io.glidepath.ml;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a Dataset that a sweep reads, besides that of the folds.
 *
 * @param features numeric and vector ones mixed
 * @param offset known part of the linear predictor
 * @param shares of the rows in which each design column is not 0, as far as is known, else NaN;
 *     empty: nothing is known
 * @param key those whose hash deals rows into folds; empty: the features by name
 */
public record PathColumns(
    List<String> features,
    String label,
    Optional<String> weight,
    Optional<String> offset,
    double[] shares,
    List<String> key) {

  List<String> dealtBy() {
    return key.isEmpty() ? features.stream().sorted().toList() : key;
  }
}
