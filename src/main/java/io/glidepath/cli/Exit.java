package io.glidepath.cli;

import java.lang.reflect.Constructor;

/** How a process ends with an exit code other than 0. Success returns from main. */
public final class Exit {
  private static final String SPARK_WAY = "org.apache.spark.SparkUserAppException";

  private Exit() {}

  /**
   * Ends the process, or makes Spark end it: under spark-submit an exception of Spark's own carries
   * the code. It gets no cause, because spark-submit would print the cause's stack trace after the
   * words that are meant to be the last. In YARN's application master the code would be lost, since
   * spark-submit exits with 1 whatever it is: there an exception carries code and words into the
   * diagnostics that spark-submit prints. When submit.sh runs the JVM itself, and without Spark,
   * the JVM exits; so it does as the driver of a standalone cluster, which knows failed drivers but
   * no codes, and would print the exception's stack trace.
   *
   * @param words the message that the user was shown
   * @throws Exception to be thrown out of main
   */
  public static void with(int code, String words) throws Exception {
    if (inDriverOf("spark://")) {
      System.err.println("(code " + code + ", which a standalone cluster does not pass on)");
    } else if (!Boolean.getBoolean("glidepath.embedded")) {
      if (inDriverOf("yarn")) {
        throw new RunFailed(code, words);
      }
      Exception sparkWay = sparkWay(code);
      if (sparkWay != null) {
        throw sparkWay;
      }
    }
    System.exit(code);
  }

  /** Whether a cluster of that kind runs this driver: it sets both properties. */
  private static boolean inDriverOf(String master) {
    return System.getProperty("spark.master", "").startsWith(master)
        && System.getProperty("spark.submit.deployMode", "").equals("cluster");
  }

  /** YARN shows the class, the message and the stack trace, of which there is none. */
  static final class RunFailed extends Exception {
    RunFailed(int code, String words) {
      super("ended with " + code + ": " + words, null, false, false);
    }
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
