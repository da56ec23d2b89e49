package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * Refuses the files of Delta, Iceberg and Hudi tables. They are Parquet, but old and new versions
 * of rows lie there side by side, and only the table's log tells which of them count.
 *
 * <p>A table is known by its log, in the directory asked for or in any above it: {@code
 * _delta_log}, {@code .hoodie}, or a {@code *.metadata.json} in {@code metadata}. Three looks a
 * directory, at names; no table is listed. A directory that may not be looked into counts as one
 * without a log: Spark says so itself if it has to read there.
 */
final class TableFormats {
  private static final String ICEBERG = "metadata";

  private final String table;
  private final Configuration conf;

  TableFormats(String table, Configuration conf) {
    this.table = table;
    this.conf = conf;
  }

  private record Found(String format, Path directory, String log) {}

  /**
   * @param directories the looks go from each of them upwards
   * @throws JobFailure 78 naming format and directory of the first table
   */
  void refuse(Collection<Path> directories) {
    Set<Path> all = new LinkedHashSet<>();
    for (Path directory : directories) {
      for (Path p = directory; p != null && all.add(p); p = p.getParent()) {
        // the set gathers
      }
    }
    List<JobFailure> failures = new ArrayList<>();
    List<Optional<Found>> looked = InParallel.look(List.copyOf(all), this::look, failures);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    looked.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            found -> {
              throw new JobFailure(ExitCode.CONFIGURATION, message(found));
            });
  }

  private Optional<Found> look(Path directory) {
    try {
      FileSystem fs = directory.getFileSystem(conf);
      if (isDirectory(fs, new Path(directory, "_delta_log"))) {
        return Optional.of(new Found("Delta", directory, "_delta_log"));
      }
      if (isDirectory(fs, new Path(directory, ".hoodie"))) {
        return Optional.of(new Found("Hudi", directory, ".hoodie"));
      }
      return iceberg(fs, new Path(directory, ICEBERG))
          .map(file -> new Found("Iceberg", directory, ICEBERG + "/" + file));
    } catch (FileNotFoundException
        | AccessControlException
        | AccessDeniedException
        | UnsupportedOperationException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ReadFailures.translate(e)
          .orElseGet(
              () ->
                  new JobFailure(
                      ExitCode.IO,
                      "cannot look into " + directory + ": " + ReadFailures.reason(e),
                      e));
    }
  }

  private static boolean isDirectory(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static Optional<String> iceberg(FileSystem fs, Path metadata) throws IOException {
    if (!isDirectory(fs, metadata)) {
      return Optional.empty();
    }
    RemoteIterator<FileStatus> files = fs.listStatusIterator(metadata);
    while (files.hasNext()) {
      String name = files.next().getPath().getName();
      if (name.contains(".metadata.json")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private String message(Found found) {
    String format = found.format().toLowerCase(Locale.ROOT);
    String readable =
        TableFormat.of(format)
            .map(
                f ->
                    String.format(
                        Locale.ROOT,
                        "Write input.tables.%s { format = %s, path = \"%s\" } for the table as it is"
                            + " now (options { versionAsOf = ... } for an earlier version), and bring"
                            + " the format: %s.",
                        table,
                        format,
                        found.directory(),
                        FormatFailures.packages(f)))
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "Write the version you mean as plain Parquet, in Spark with %s's connector:"
                            + " spark.read.format(\"%s\").load(\"%s\").write.parquet(\"NEW\"), and set"
                            + " input.tables.%s.path = \"NEW\", a directory outside of that table.",
                        found.format(),
                        format,
                        found.directory(),
                        table));
    return String.format(
        Locale.ROOT,
        "input.tables.%s.path lies in a table of the %s format (%s/%s). Its files hold old and new"
            + " versions of rows side by side; which count is told by its log, which is not read"
            + " with plain files. %s",
        table,
        found.format(),
        found.directory(),
        found.log(),
        readable);
  }
}
