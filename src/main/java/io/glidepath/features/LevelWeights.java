package io.glidepath.features;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Sum of weights by level of one column, the null level for missing values; stops taking in levels
 * above a limit.
 */
final class LevelWeights implements Serializable {
  private final int limit;
  private final HashMap<UTF8String, LongSum> weights = new HashMap<>();
  private boolean overflown;

  LevelWeights(int limit) {
    this.limit = limit;
  }

  /**
   * @param level may be a view of a buffer that is filled again: it is copied if kept
   */
  void add(UTF8String level, double weight) {
    LongSum sum = slot(level);
    if (sum != null) {
      sum.add(weight);
    }
  }

  void add(LevelWeights other) {
    overflown |= other.overflown;
    other.weights.forEach(
        (level, weight) -> {
          LongSum sum = slot(level);
          if (sum != null) {
            sum.add(weight);
          }
        });
  }

  private LongSum slot(UTF8String level) {
    LongSum sum = weights.get(level);
    if (sum == null) {
      if (weights.size() >= limit) {
        overflown = true;
        return null;
      }
      sum = new LongSum();
      weights.put(level == null ? null : level.copy(), sum);
    }
    return sum;
  }

  boolean isOverflown() {
    return overflown;
  }

  boolean hasMissing() {
    return weights.containsKey(null);
  }

  /** Weights of the levels that are there, by name. */
  Map<String, LongSum> byName() {
    Map<String, LongSum> byName = new HashMap<>();
    weights.forEach(
        (level, weight) -> {
          if (level != null) {
            // bytes that are no UTF-8 may give one name to two levels, here as in the indexer
            byName.computeIfAbsent(level.toString(), k -> new LongSum()).add(weight);
          }
        });
    return byName;
  }

  LongSum missing() {
    return weights.get(null);
  }
}
