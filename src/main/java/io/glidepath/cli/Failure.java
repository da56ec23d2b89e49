package io.glidepath.cli;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a throwable means to the user: an exit code and a few plain words. Spark wraps what its
 * tasks and its SQL throw, so the whole chain of causes is looked at. Classes of Spark and Hadoop
 * are known by name only, which keeps them from being loaded.
 */
record Failure(int code, String message) {
  private static final int LINE = 400;

  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    for (Throwable t : chain) {
      if (t instanceof JobFailure known) {
        return new Failure(known.exitCode().code(), known.getMessage());
      }
    }
    for (Throwable t : chain) {
      ExitCode code = code(t);
      if (code != null) {
        return new Failure(code.code(), lead(code) + words(t));
      }
    }
    return new Failure(ExitCode.INTERNAL.code(), "Unexpected failure: " + told(chain));
  }

  private static ExitCode code(Throwable t) {
    if (isA(t, "org.apache.spark.sql.AnalysisException")) {
      boolean missing = String.valueOf(t.getMessage()).startsWith("[PATH_NOT_FOUND]");
      return missing ? ExitCode.INPUT_MISSING : ExitCode.CONFIGURATION;
    }
    if (isA(t, "java.nio.file.AccessDeniedException")
        || isA(t, "java.nio.file.AccessControlException")
        || isA(t, "org.apache.hadoop.security.AccessControlException")
        || isA(t, "org.apache.hadoop.fs.s3a.AWSServiceForbiddenException")) {
      return ExitCode.PERMISSION;
    }
    if (isA(t, "java.io.FileNotFoundException")) {
      boolean denied = String.valueOf(t.getMessage()).endsWith("(Permission denied)");
      return denied ? ExitCode.PERMISSION : ExitCode.INPUT_MISSING;
    }
    if (isA(t, "java.nio.file.NoSuchFileException")
        || isA(t, "org.apache.hadoop.mapred.InvalidInputException")
        || isA(t, "org.apache.hadoop.mapreduce.lib.input.InvalidInputException")) {
      return ExitCode.INPUT_MISSING;
    }
    boolean io = isA(t, "java.io.IOException") || isA(t, "java.io.UncheckedIOException");
    return io ? ExitCode.IO : null;
  }

  private static String lead(ExitCode code) {
    return switch (code) {
      case CONFIGURATION -> "Spark refuses the SQL of input.query or a where: ";
      case INPUT_MISSING -> "Input is missing: ";
      case PERMISSION -> "Permission denied: ";
      default -> "Reading or writing failed: ";
    };
  }

  private static boolean isA(Throwable t, String name) {
    for (Class<?> type = t.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String told(List<Throwable> chain) {
    Set<String> told = new LinkedHashSet<>();
    chain.forEach(t -> told.add(t.getClass().getSimpleName() + ": " + words(t)));
    String memory =
        chain.stream().anyMatch(OutOfMemoryError.class::isInstance)
            ? "\nThe JVM ran out of memory: give the driver more (--driver-memory, or -Xmx in"
                + " GLIDEPATH_JAVA_OPTS), or sweep fewer columns or folds."
            : "";
    return String.join("\n  caused by ", told) + memory + library(chain);
  }

  /** Codecs unpack a native library of theirs into the temporary directory; Spark wraps that. */
  private static String library(List<Throwable> chain) {
    return chain.stream().anyMatch(t -> t.toString().contains("java.lang.UnsatisfiedLinkError"))
        ? "\nA native library does not load. If the temporary directory is mounted without exec, name"
            + " another one: -Djava.io.tmpdir=DIR in spark.driver.extraJavaOptions and"
            + " spark.executor.extraJavaOptions (embedded: GLIDEPATH_JAVA_OPTS)."
        : "";
  }

  /** The first line of a message; Spark's go on with plans and stack traces. */
  private static String words(Throwable t) {
    String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage().strip();
    String line = message.lines().findFirst().orElse(t.getClass().getSimpleName());
    return line.length() <= LINE ? line : line.substring(0, LINE) + "...";
  }
}
