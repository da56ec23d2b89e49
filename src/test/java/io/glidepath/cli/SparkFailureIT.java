package io.glidepath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glidepath.SharedSpark;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.ml.ElasticNetPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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
  void sparkLogsFaultsAndNotWhatTheJobTellsItself() {
    List<String> logged = new CopyOnWriteArrayList<>();
    AbstractAppender appender =
        new AbstractAppender("here", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            logged.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
          }
        };
    appender.start();
    LoggerConfig root =
        ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
    root.addAppender(appender, Level.ERROR, null);
    try {
      ToldFailures.keepOutOfTheLog();
      Dataset<Row> rows = spark.sql("SELECT id, double(id) AS a, double('inf') AS y FROM range(9)");
      ElasticNetPath sweep = new ElasticNetPath().setFeaturesCols("a").setLabelCol("y");
      Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {sweep});
      assertThat(catchThrowable(() -> pipeline.fit(rows))).isInstanceOf(JobFailure.class);
      String cast = "SELECT int(concat('x', id)) FROM range(1)";
      assertThat(catchThrowable(() -> spark.sql(cast).collectAsList())).hasMessageContaining("x0");
      assertThat(logged).noneMatch(l -> l.contains("JobFailure") || l.contains("SQLSTATE"));

      MapFunction<Long, Long> faulty =
          x -> {
            throw new IllegalStateException("a fault");
          };
      assertThat(catchThrowable(() -> spark.range(1).map(faulty, Encoders.LONG()).collectAsList()))
          .isNotNull();
      assertThat(logged).anyMatch(l -> l.contains("a fault"));
    } finally {
      root.removeAppender("here");
    }
  }

  @Test
  void theListenerCountsTasksAndKnowsDescriptions() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    AtomicLong minutes = new AtomicLong();
    Progress progress =
        new Progress(
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Progress.Style.LOG,
            () -> TimeUnit.MINUTES.toNanos(minutes.incrementAndGet()));
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
      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("count: on the driver, Spark jobs so far: 1, ");
    } finally {
      spark.sparkContext().setJobDescription(null);
      spark.sparkContext().removeSparkListener(listener);
      spark.sparkContext().removeSparkListener(afterwards);
    }
  }
}
