package io.glidepath.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The features a page speaks of; each name is in the page once, and a number everywhere else. */
final class Names {
  private final List<String> features;
  private final List<String> used = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();

  /**
   * @param features all names, by feature_index
   */
  Names(List<String> features) {
    this.features = features;
  }

  /** The page's number of a feature. */
  int of(int featureIndex) {
    return positions.computeIfAbsent(
        featureIndex,
        j -> {
          used.add(features.get(j));
          return used.size() - 1;
        });
  }

  int[] of(List<Integer> featureIndices) {
    return featureIndices.stream().mapToInt(this::of).toArray();
  }

  /** Names by number. */
  List<String> used() {
    return List.copyOf(used);
  }
}
