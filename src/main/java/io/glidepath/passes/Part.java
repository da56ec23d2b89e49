package io.glidepath.passes;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Which piece of a merge: a partition's share of a sum, or the partition's report. Ordered, so that
 * merging is. Parts of a sum may be merged in groups of neighbouring partitions, so that not all of
 * them go through one task.
 */
final class Part implements Comparable<Part>, Serializable {
  private static final long serialVersionUID = 1;
  private static final Comparator<Part> ORDER =
      Comparator.comparingLong((Part p) -> p.key)
          .thenComparingInt(p -> p.group)
          .thenComparingInt(p -> p.partition);

  /** Beyond every key, which are ints. */
  private static final long REPORT = Long.MIN_VALUE;

  private final long key;
  private final int group;
  private final int partition;

  private Part(long key, int group, int partition) {
    this.key = key;
    this.group = group;
    this.partition = partition;
  }

  /** A sum's share of a partition: a cell's moments, the answer to a question of a pass. */
  static Part of(int key, int partition) {
    return new Part(key, 0, partition);
  }

  /** The same part where that many groups share so many partitions. */
  Part inGroup(int groups, int partitions) {
    return new Part(key, (int) ((long) partition * groups / partitions), partition);
  }

  static Part report(int partition) {
    return new Part(REPORT, 0, partition);
  }

  boolean isReport() {
    return key == REPORT;
  }

  int key() {
    return (int) key;
  }

  /** Whether both go into the same sum. */
  boolean joins(Part other) {
    return key == other.key && group == other.group;
  }

  /** The task of so many that merges this part. */
  int task(int tasks) {
    return (int) Math.floorMod(key + group, (long) tasks);
  }

  @Override
  public int compareTo(Part other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Part part && compareTo(part) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(key) + group) + partition;
  }
}
