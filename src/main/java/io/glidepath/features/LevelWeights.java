package io.glidepath.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows and sum of weights by level of one column, the null level for missing values; stops taking
 * in levels above a limit.
 */
final class LevelWeights implements Serializable {
  private final int limit;
  private final HashMap<UTF8String, Level> levels = new HashMap<>();
  private boolean overflown;

  LevelWeights(int limit) {
    this.limit = limit;
  }

  /** The rows that have a level. */
  static final class Level implements Serializable {
    private long rows;
    private final LongSum weight = new LongSum();

    long rows() {
      return rows;
    }

    double weight() {
      return weight.value();
    }

    void add(double w) {
      rows++;
      weight.add(w);
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(rows);
      weight.write(out);
    }

    /** Reads what {@link #write} has written. */
    static Level read(DataInput in) throws IOException {
      Level level = new Level();
      level.rows = in.readLong();
      level.weight.read(in);
      return level;
    }

    Level add(Level other) {
      rows += other.rows;
      weight.add(other.weight);
      return this;
    }
  }

  /**
   * @param level may be a view of a buffer that is filled again: it is copied if kept
   */
  void add(UTF8String level, double weight) {
    Level sum = slot(level);
    if (sum != null) {
      sum.add(weight);
    }
  }

  void add(LevelWeights other) {
    overflown |= other.overflown;
    other.levels.forEach(
        (level, more) -> {
          Level sum = slot(level);
          if (sum != null) {
            sum.add(more);
          }
        });
  }

  /** All levels by name, null for missing values. */
  Map<String, Level> all() {
    Map<String, Level> all = byName();
    if (levels.containsKey(null)) {
      all.put(null, levels.get(null));
    }
    return all;
  }

  private Level slot(UTF8String level) {
    Level sum = levels.get(level);
    if (sum == null) {
      if (levels.size() >= limit) {
        overflown = true;
        return null;
      }
      sum = new Level();
      levels.put(level == null ? null : level.copy(), sum);
    }
    return sum;
  }

  /** How many levels there are. */
  int size() {
    return levels.size();
  }

  boolean isOverflown() {
    return overflown;
  }

  /** The levels that are there, by name. */
  Map<String, Level> byName() {
    Map<String, Level> byName = new HashMap<>();
    levels.forEach(
        (level, sum) -> {
          if (level != null) {
            // bytes that are no UTF-8 may give one name to two levels, here as in the indexer
            byName.computeIfAbsent(level.toString(), k -> new Level()).add(sum);
          }
        });
    return byName;
  }
}
