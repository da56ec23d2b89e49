package io.glidepath.cli;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The Spark that would run the job. Spark 3 comes with other Scala classes, so what is compiled
 * against Spark 4 fails there with errors of the class loader; this is asked before any of it is
 * loaded, and reads a resource only.
 */
public final class SparkVersion {
  private static final String RESOURCE = "spark-version-info.properties";
  private static final int OLDEST = 4;

  private SparkVersion() {}

  /**
   * Goes on if Spark is new enough, or does not tell its version.
   *
   * @throws JobFailure 70 under an older Spark
   */
  public static void require() {
    require(SparkVersion.class.getClassLoader());
  }

  static void require(ClassLoader loader) {
    String version = version(loader);
    String major = version.replaceFirst("\\..*", "");
    if (major.matches("\\d+") && Integer.parseInt(major) < OLDEST) {
      throw new JobFailure(
          ExitCode.INTERNAL,
          "This is Spark "
              + version
              + ". Glidepath needs Spark 4.0 or later (Scala 2.13, Java 17): point SPARK_HOME to one,"
              + " or unset it and take spark-submit off the PATH, and submit.sh brings its own.");
    }
  }

  /** Empty if there is no telling. */
  private static String version(ClassLoader loader) {
    Properties properties = new Properties();
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "";
    }
    return properties.getProperty("version", "");
  }
}
