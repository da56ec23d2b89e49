package io.glidepath.failure;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file that could not be decoded in the middle of a scan. Spark names the file only when its
 * beginning is damaged; tasks use this to name it wherever they are in it.
 */
public final class DamagedFile extends RuntimeException {
  private static final String READER = "org.apache.spark.sql.execution.datasources.parquet.";

  private static final String CHECKSUM = "org.apache.hadoop.fs.ChecksumException";

  /** Who throws when compressed bytes make no sense, some of them an IOException. */
  private static final List<String> DECOMPRESSORS =
      List.of(
          "org.xerial.snappy.",
          "com.github.luben.zstd.",
          "net.jpountz.",
          "io.airlift.compress.",
          "java.util.zip.",
          "org.apache.hadoop.io.compress.",
          "org.brotli.",
          "com.aayushatharva.brotli4j.");

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
   * For the catch block around a scan: names the file if it is damaged, and is the exception itself
   * otherwise.
   *
   * @param path of the file that the task reads, empty if it reads none; asked for only then
   */
  public static RuntimeException orSame(Exception thrown, Supplier<?> path) {
    String file = isDamage(thrown) ? String.valueOf(path.get()) : "";
    if (!file.isEmpty()) {
      return new DamagedFile(file, thrown);
    }
    throw DamagedFile.<RuntimeException>rethrown(thrown);
  }

  /**
   * Whether a throwable, or one of its causes, comes from the inside of Parquet's decoders, or
   * tells that the storage's own checksum is not that of the bytes.
   */
  public static boolean isDamage(Throwable thrown) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 50; t = t.getCause()) {
      if (origin(t).startsWith("org.apache.parquet.")
          || origin(t).startsWith(READER)
          || t.getClass().getName().equals(CHECKSUM)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /**
   * Whether a throwable is the storage's that does not answer, and no decoder's that gave up: the
   * file may be whole.
   */
  public static boolean isStorage(Throwable root) {
    return root instanceof IOException
        && !(root instanceof EOFException)
        && !isDamage(root)
        && DECOMPRESSORS.stream().noneMatch(origin(root)::startsWith);
  }

  /** The class that threw; empty if not known. */
  private static String origin(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length == 0 ? "" : stack[0].getClassName();
  }

  /**
   * Scala code throws checked exceptions that it does not declare; they must stay what they are.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> RuntimeException rethrown(Exception thrown) throws E {
    throw (E) thrown;
  }
}
