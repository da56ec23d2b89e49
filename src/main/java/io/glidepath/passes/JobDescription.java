package io.glidepath.passes;

import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark's UI and the progress bar say of a pass. */
final class JobDescription {
  private static final String DESCRIPTION = "spark.job.description";

  private JobDescription() {}

  /** Runs jobs under a description, and gives the caller's own back whatever happens. */
  static <T> T during(JavaSparkContext spark, String description, Supplier<T> jobs) {
    String before = spark.getLocalProperty(DESCRIPTION);
    spark.setJobDescription(description);
    try {
      return jobs.get();
    } finally {
      spark.setJobDescription(before);
    }
  }
}
