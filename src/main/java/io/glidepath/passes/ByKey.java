package io.glidepath.passes;

import org.apache.spark.Partitioner;

/** Sends all parts of a sum to one task. */
final class ByKey extends Partitioner {
  private static final long serialVersionUID = 1;

  private final int tasks;

  ByKey(int tasks) {
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
