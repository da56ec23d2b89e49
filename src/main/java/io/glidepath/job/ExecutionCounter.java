package io.glidepath.job;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts what went wrong and was repaired while a job ran. */
final class ExecutionCounter extends SparkListener {
  private final AtomicLong failedTasks = new AtomicLong();
  private final AtomicLong lostExecutors = new AtomicLong();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() != Success$.MODULE$) {
      failedTasks.incrementAndGet();
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    lostExecutors.incrementAndGet();
  }

  long failedTasks() {
    return failedTasks.get();
  }

  long lostExecutors() {
    return lostExecutors.get();
  }
}
