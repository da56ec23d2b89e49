package io.glidepath.job;

import io.glidepath.path.RunLog;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Writes down what went wrong and was repaired while a job ran. Tasks that Spark killed because a
 * copy of them was faster did not go wrong, nor executors that it gave back because they were idle.
 */
final class ExecutionCounter extends SparkListener {
  /** How Spark words the end of an executor that the driver asked for. */
  private static final String GIVEN_BACK = "Executor killed by driver";

  private final RunLog log;

  ExecutionCounter(RunLog log) {
    this.log = log;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() != Success$.MODULE$ && !(end.reason() instanceof TaskKilled)) {
      log.failedTask();
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (!removed.reason().startsWith(GIVEN_BACK)) {
      log.lostExecutor();
    }
  }
}
