package io.glidepath.faults;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Faults in any task of any stage, without a word of it in the job: every task asks the driver what
 * is to become of it, and waits for the answer.
 */
public final class FaultPlugin implements SparkPlugin {
  static final long SLOW_SECONDS = 25;

  @Override
  public DriverPlugin driverPlugin() {
    return Faults.INSTANCE;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Asking();
  }

  private static final class Asking implements ExecutorPlugin {
    private PluginContext driver;

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      driver = context;
    }

    @Override
    public void onTaskStart() {
      TaskContext task = TaskContext.get();
      switch (ask(task)) {
        case FAIL, FAIL_ONCE ->
            task.addTaskCompletionListener(
                (TaskCompletionListener)
                    done -> {
                      throw new IllegalStateException("injected");
                    });
        case SLOW -> sleep();
        default -> {}
      }
    }

    private Deed ask(TaskContext task) {
      try {
        return (Deed)
            driver.ask(
                new TaskFacts(
                    task.stageId(),
                    task.attemptNumber() + task.stageAttemptNumber(),
                    task.partitionId(),
                    task.numPartitions(),
                    task.getLocalProperty("spark.job.description"),
                    ProcessHandle.current().pid()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static void sleep() {
      try {
        TimeUnit.SECONDS.sleep(SLOW_SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // a copy of the task was faster
      }
    }
  }
}
