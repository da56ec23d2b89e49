package io.glidepath.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Tells {@link Progress} how far the running Spark jobs are. Spark calls it from one thread. */
public final class ProgressListener extends SparkListener {
  private final Progress progress;
  private final Map<Integer, Integer> jobOfStage = new HashMap<>();
  private final Set<Integer> running = new HashSet<>();

  public ProgressListener(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    int tasks =
        CollectionConverters.asJava(start.stageInfos()).stream()
            .peek(stage -> jobOfStage.put(stage.stageId(), start.jobId()))
            .mapToInt(stage -> stage.numTasks())
            .sum();
    Properties properties = start.properties();
    String description =
        properties == null ? "" : properties.getProperty("spark.job.description", "");
    running.add(start.jobId());
    progress.jobStarted(start.jobId(), description, tasks);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    Integer job = jobOfStage.get(end.stageId());
    if (job != null && running.contains(job) && end.reason() == Success$.MODULE$) {
      progress.taskDone(job);
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    running.remove(end.jobId());
    jobOfStage.values().removeIf(job -> job == end.jobId());
    progress.jobEnded(end.jobId());
  }
}
