package io.glidepath.passes;

import org.apache.spark.Partitioner;

/** Sends all parts of a fold to one task. */
final class ByFold extends Partitioner {
  private static final long serialVersionUID = 1;

  private final int tasks;

  ByFold(int tasks) {
    this.tasks = tasks;
  }

  @Override
  public int numPartitions() {
    return tasks;
  }

  @Override
  public int getPartition(Object key) {
    return ((Part) key).task(tasks);
  }
}
