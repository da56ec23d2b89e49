package io.glidepath.features;

import io.glidepath.features.LevelWeights.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The levels of one column that have rows enough, and all the others together.
 *
 * @param kept by name; null for missing values. Empty if there are more than may be
 * @param found how many have rows enough
 * @param rare those that have not, put together; absent if there is none
 */
record LevelCounts(Map<String, Level> kept, long found, Optional<Level> rare) {

  static LevelCounts of(Map<String, Level> all, LevelRule rule) {
    Map<String, Level> kept = new HashMap<>();
    Level rare = new Level();
    all.forEach(
        (name, level) -> {
          if (level.rows() >= rule.minRows()) {
            kept.put(name, level);
          } else {
            rare.add(level);
          }
        });
    boolean tooMany = kept.size() > rule.max();
    return new LevelCounts(
        tooMany ? Map.of() : kept,
        kept.size(),
        Optional.of(rare).filter(r -> kept.size() < all.size()));
  }
}
