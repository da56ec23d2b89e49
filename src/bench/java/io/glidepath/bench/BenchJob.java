package io.glidepath.bench;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.job.SweepJob;
import io.glidepath.ml.SweepResult;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The whole job, from a configuration to what is published. */
final class BenchJob {
  private BenchJob() {}

  /**
   * Runs it and says what it took.
   *
   * @param settings as {@code --set} takes them
   */
  static void run(SparkSession spark, String name, List<String> settings) {
    long start = System.nanoTime();
    SweepResult result =
        new SweepJob(spark, ConfigurationLoader.load(List.of(), settings), new Warnings())
            .run(true)
            .result()
            .orElseThrow();
    BenchSession.say("%-24s %8.1f s", name, BenchSession.secondsSince(start));
    BenchSession.say("    passes %s; seconds %s", result.passes(), result.seconds());
  }
}
