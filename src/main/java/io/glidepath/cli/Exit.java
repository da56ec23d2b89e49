package io.glidepath.cli;

import java.lang.reflect.Constructor;

/** How a process ends with an exit code other than 0. Success returns from main. */
public final class Exit {
  private static final String SPARK_WAY = "org.apache.spark.SparkUserAppException";

  private Exit() {}

  /**
   * Ends the process, or makes Spark end it: under spark-submit, and in YARN's application master,
   * an exception of Spark's own carries the code. It gets no cause, because spark-submit would
   * print the cause's stack trace after the words that are meant to be the last. When submit.sh
   * runs the JVM itself, and without Spark, the JVM exits; so it does as the driver of a standalone
   * cluster, which knows failed drivers but no codes, and would print the exception's stack trace.
   *
   * @throws Exception Spark's, to be thrown out of main
   */
  public static void with(int code) throws Exception {
    if (isStandaloneDriver()) {
      System.err.println("(code " + code + ", which a standalone cluster does not pass on)");
    } else if (!Boolean.getBoolean("glidepath.embedded")) {
      Exception sparkWay = sparkWay(code);
      if (sparkWay != null) {
        throw sparkWay;
      }
    }
    System.exit(code);
  }

  /** Spark's worker sets what spark-submit was told as system properties of a driver. */
  private static boolean isStandaloneDriver() {
    return System.getProperty("spark.master", "").startsWith("spark://")
        && System.getProperty("spark.submit.deployMode", "").equals("cluster");
  }

  /** The constructor takes (code, cause) as of Spark 4.1, and the code alone before. */
  static Exception sparkWay(int code) {
    try {
      for (Constructor<?> constructor : Class.forName(SPARK_WAY).getConstructors()) {
        switch (constructor.getParameterCount()) {
          case 1:
            return (Exception) constructor.newInstance(code);
          case 2:
            return (Exception) constructor.newInstance(code, null);
          default:
            break;
        }
      }
      return null;
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }
}
