package io.glidepath.table;

import io.glidepath.failure.DamagedFile;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;

/**
 * Turns what Spark, Parquet and Hadoop throw while reading into the failure a user can act on.
 *
 * <p>The chain of causes is searched for what is known: a damaged file or page (65, naming the
 * file), storage that does not answer (74), a file gone since it was listed (75), a missing path
 * (66), a refused permission (77), a file system without a driver (78), a value that the query
 * cannot cast or divide by (65), dates of which Spark asks in which calendar they are (78).
 * Executors send their exceptions to the driver as causes or as text only; both are searched.
 */
public final class ReadFailures {
  private static final Pattern FAILED_FILE =
      Pattern.compile(
          "\\[FAILED_READ_FILE[^\\]]*\\] Encountered error while reading file (.+?)\\. ");
  private static final Pattern DAMAGED_FILE =
      Pattern.compile("Can not read value at .+? in file (.+)");

  private ReadFailures() {}

  /** The failure that {@code thrown} stands for; empty when it is none of reading. */
  public static Optional<JobFailure> translate(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    for (Throwable t : chain) {
      if (t instanceof JobFailure failure) {
        return Optional.of(failure);
      }
    }
    for (Throwable t : chain) {
      if (isDenied(t)) {
        return failure(ExitCode.PERMISSION, "permission denied: " + reason(t), thrown);
      }
      if (t instanceof UnsupportedFileSystemException) {
        return failure(
            ExitCode.CONFIGURATION,
            reason(t) + ". Give Spark the connector, for example with --packages.",
            thrown);
      }
    }
    for (Throwable t : chain) {
      Optional<String> calendar = Calendars.explain(t);
      if (calendar.isPresent()) {
        return failure(ExitCode.CONFIGURATION, calendar.get(), thrown);
      }
    }
    for (Throwable t : chain) {
      Optional<JobFailure> known = known(t, chain.get(chain.size() - 1));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  /** A table that Spark cannot open, for reasons that nobody knows here. */
  static JobFailure ofTable(TableSpec table, Throwable thrown) {
    return new JobFailure(
        ExitCode.CONFIGURATION,
        "table \"" + table.name() + "\" cannot be read: " + reason(thrown),
        thrown);
  }

  /** The first line of a throwable's message, or its class where there is none. */
  static String reason(Throwable t) {
    String message = t.getMessage();
    if (message == null || message.isBlank()) {
      return t.getClass().getSimpleName();
    }
    return message.strip().lines().findFirst().orElse("").strip();
  }

  private static Optional<JobFailure> known(Throwable t, Throwable root) {
    String condition = t instanceof SparkThrowable s ? String.valueOf(s.getCondition()) : "";
    if (condition.startsWith("FAILED_READ_FILE")) {
      return notRead(parameter((SparkThrowable) t, "path"), condition, t, root);
    }
    switch (condition) {
      case "PATH_NOT_FOUND":
        return failure(
            ExitCode.INPUT_MISSING,
            "input path " + parameter((SparkThrowable) t, "path") + " does not exist",
            t);
      case "CONFLICTING_DIRECTORY_STRUCTURES", "CONFLICTING_PARTITION_COLUMN_NAMES":
        return failure(ExitCode.CONFIGURATION, directories((SparkThrowable) t), t);
      case "INVALID_PARTITION_VALUE":
        return failure(
            ExitCode.CONFIGURATION,
            "options.partitionTypes of an input table gives a type that a directory's name does not"
                + " fit: "
                + FormatFailures.told(t)
                + " Give another type, as STRING.",
            t);
      case "COLUMN_ALREADY_EXISTS":
        return failure(ExitCode.CONFIGURATION, "two input columns have one name: " + reason(t), t);
      default:
        return byTypeOrText(t, root);
    }
  }

  /** Spark's words go on for lines, and end with advice for its own API. */
  private static String directories(SparkThrowable t) {
    String found =
        t.getMessageParameters().values().stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .limit(10)
            .collect(Collectors.joining("; "));
    return "the directories of an input table do not make one table: "
        + found
        + ". Partition directories (name=value) must have the same names at every depth, below one"
        + " directory. Name those that belong together by a glob or a list in input.tables; tables"
        + " of their own can be joined by UNION ALL in input.query; options.basePath names the"
        + " directory below which name=value becomes a column.";
  }

  private static Optional<JobFailure> byTypeOrText(Throwable t, Throwable root) {
    String message = String.valueOf(t.getMessage());
    if (t instanceof DamagedFile file) {
      return damaged(file.path(), t, root);
    }
    Matcher failed = FAILED_FILE.matcher(message);
    if (failed.find()) {
      return notRead(failed.group(1), message, t, root);
    }
    String type = t.getClass().getName();
    if (type.startsWith("org.apache.parquet.") && type.endsWith("DecodingException")) {
      Matcher file = DAMAGED_FILE.matcher(message);
      return damaged(file.find() ? file.group(1) : "(not named)", t, root);
    }
    if (t instanceof FileNotFoundException) {
      return gone(reason(t), t);
    }
    if (DamagedFile.isDamage(t)) {
      return damaged("(which one, the log of the task tells)", t, root);
    }
    String state = t instanceof SparkThrowable s ? String.valueOf(s.getSqlState()) : "";
    // class 22 of the SQL standard: the data do not fit the expression; P0001: raise_error says so
    if (state.startsWith("22") || state.equals("P0001")) {
      return failure(
          ExitCode.BAD_DATA,
          "a value does not fit the expression it is used in (input.query or where): " + reason(t),
          t);
    }
    return Optional.empty();
  }

  /**
   * What Spark's failure to read a file stands for.
   *
   * @param condition Spark's name of it, or a text that holds the name
   */
  private static Optional<JobFailure> notRead(
      String path, String condition, Throwable t, Throwable root) {
    if (condition.contains("FILE_NOT_EXIST")) {
      return gone(path, t);
    }
    return DamagedFile.isStorage(root) && Undecodable.explain(path, t).isEmpty()
        ? failure(ExitCode.IO, "cannot read " + path + ": " + reason(root), t)
        : damaged(path, t, root);
  }

  private static Optional<JobFailure> damaged(String path, Throwable t, Throwable root) {
    String message =
        Undecodable.explain(path, t)
            .orElseGet(
                () ->
                    "input file "
                        + path
                        + " is damaged or cannot be decoded ("
                        + reason(root)
                        + "). Write it again, or leave it out of input.tables.");
    return failure(ExitCode.BAD_DATA, message, t);
  }

  private static Optional<JobFailure> gone(String path, Throwable cause) {
    return failure(
        ExitCode.RETRY,
        "input file is gone since it was listed: "
            + path
            + ". Something rewrites the table while it is read; run again.",
        cause);
  }

  private static Optional<JobFailure> failure(ExitCode code, String message, Throwable cause) {
    return Optional.of(new JobFailure(code, message, cause));
  }

  private static boolean isDenied(Throwable t) {
    return t instanceof AccessControlException
        || t instanceof AccessDeniedException
        || (t instanceof FileNotFoundException
            && String.valueOf(t.getMessage()).endsWith("(Permission denied)"));
  }

  private static String parameter(SparkThrowable t, String name) {
    return String.valueOf(t.getMessageParameters().get(name));
  }

  static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
