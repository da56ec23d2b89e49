package io.glidepath.failure;

import java.util.function.Supplier;

/**
 * A file that could not be decoded in the middle of a scan. Spark names the file only when its
 * beginning is damaged; tasks use this to name it wherever they are in it.
 */
public final class DamagedFile extends RuntimeException {
  private static final String READER = "org.apache.spark.sql.execution.datasources.parquet.";

  private final String path;

  private DamagedFile(String path, Exception cause) {
    super(path + ": " + cause.getMessage(), cause);
    this.path = path;
  }

  /** The file, as Spark writes it. */
  public String path() {
    return path;
  }

  /**
   * For the catch block around a scan: names the file if it is a decoder that gave up, and is the
   * exception itself otherwise.
   *
   * @param path of the file that the task reads, empty if it reads none; asked for only then
   */
  public static RuntimeException orSame(Exception thrown, Supplier<?> path) {
    String file = isDecoding(thrown) ? String.valueOf(path.get()) : "";
    if (!file.isEmpty()) {
      return new DamagedFile(file, thrown);
    }
    throw DamagedFile.<RuntimeException>unchecked(thrown);
  }

  /** Whether a throwable, or one of its causes, comes from the inside of Parquet's decoders. */
  public static boolean isDecoding(Throwable thrown) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 50; t = t.getCause()) {
      StackTraceElement[] stack = t.getStackTrace();
      String origin = stack.length == 0 ? "" : stack[0].getClassName();
      if (origin.startsWith("org.apache.parquet.") || origin.startsWith(READER)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /**
   * Scala code throws checked exceptions that it does not declare; they must stay what they are.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E unchecked(Exception thrown) {
    return (E) thrown;
  }
}
