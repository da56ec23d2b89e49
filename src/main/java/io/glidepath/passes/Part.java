package io.glidepath.passes;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Which piece of a merge: a fold's share of a partition, or the partition's report. Ordered, so
 * that merging is. Parts of a fold may be merged in groups of neighbouring partitions, so that not
 * all of them go through one task.
 */
final class Part implements Comparable<Part>, Serializable {
  private static final long serialVersionUID = 1;
  private static final Comparator<Part> ORDER =
      Comparator.comparingLong((Part p) -> p.fold)
          .thenComparingInt(p -> p.group)
          .thenComparingInt(p -> p.partition);

  /** Beyond every fold, which are ints. */
  private static final long REPORT = Long.MIN_VALUE;

  private final long fold;
  private final int group;
  private final int partition;

  private Part(long fold, int group, int partition) {
    this.fold = fold;
    this.group = group;
    this.partition = partition;
  }

  static Part ofFold(int fold, int partition) {
    return new Part(fold, 0, partition);
  }

  /** The same part where that many groups share so many partitions. */
  Part inGroup(int groups, int partitions) {
    return new Part(fold, (int) ((long) partition * groups / partitions), partition);
  }

  static Part report(int partition) {
    return new Part(REPORT, 0, partition);
  }

  boolean isReport() {
    return fold == REPORT;
  }

  int fold() {
    return (int) fold;
  }

  /** Whether both go into the same sum. */
  boolean joins(Part other) {
    return fold == other.fold && group == other.group;
  }

  /** The task of so many that merges this part. */
  int task(int tasks) {
    return (int) Math.floorMod(fold + group, (long) tasks);
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
    return 31 * (31 * Long.hashCode(fold) + group) + partition;
  }
}
