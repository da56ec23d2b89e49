package io.glidepath.rdd;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** What Spark's UI and the progress bar say of a job. */
public final class JobDescription {
  private static final String DESCRIPTION = "spark.job.description";

  private JobDescription() {}

  /** Runs jobs under a description, and gives the caller's own back whatever happens. */
  public static <T> T during(SparkContext spark, String description, Supplier<T> jobs) {
    String before = spark.getLocalProperty(DESCRIPTION);
    spark.setJobDescription(description);
    try {
      return jobs.get();
    } finally {
      spark.setJobDescription(before);
    }
  }
}
