package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What Spark itself throws, and what its listener bus tells. */
class SparkFailureIT {
  private final SparkSession spark = SharedSpark.session();

  @Test
  void faultsInTheUsersSqlAreConfiguration() {
    for (String sql :
        new String[] {"SELECT nothing FROM nowhere", "SELEC 1", "SELECT x FROM range(1)"}) {
      Throwable thrown = catchThrowable(() -> spark.sql(sql).collectAsList());
      assertThat(Failure.of(thrown).code()).as(sql).isEqualTo(78);
    }
  }

  @Test
  void aMissingPathIsMissingInput() {
    Failure failure =
        Failure.of(catchThrowable(() -> spark.read().parquet("target/not/there").count()));
    assertThat(failure.code()).isEqualTo(66);
    assertThat(failure.message()).contains("target/not/there");
  }

  @Test
  void whatATaskThrowsIsFoundInsideSparksException() {
    Throwable thrown =
        catchThrowable(
            () ->
                spark
                    .range(1)
                    .map(
                        (MapFunction<Long, Long>)
                            x -> {
                              throw new JobFailure(ExitCode.BAD_DATA, "row " + x + " is bad");
                            },
                        Encoders.LONG())
                    .collectAsList());
    assertThat(Failure.of(thrown)).isEqualTo(new Failure(65, "row 0 is bad"));
  }

  @Test
  void theListenerCountsTasksAndKnowsDescriptions() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Progress progress =
        new Progress(
            new PrintStream(err, true, StandardCharsets.UTF_8), Progress.Style.LOG, () -> 0L);
    ProgressListener listener = new ProgressListener(progress);
    SparkListener afterwards =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            progress.tick(true);
          }
        };
    spark.sparkContext().addSparkListener(listener);
    spark.sparkContext().addSparkListener(afterwards);
    try {
      progress.step("count");
      spark.sparkContext().setJobDescription("counting");
      spark.range(0, 10, 1, 3).toJavaRDD().count();
      spark.sparkContext().listenerBus().waitUntilEmpty(TimeUnit.SECONDS.toMillis(30));
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("count: counting, 1/3 tasks", "count: counting, 3/3 tasks");
      err.reset();
      progress.tick(true);
      assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("count: 0.0 s");
    } finally {
      spark.sparkContext().setJobDescription(null);
      spark.sparkContext().removeSparkListener(listener);
      spark.sparkContext().removeSparkListener(afterwards);
    }
  }
}
