package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The files of one table, as Spark lists them. */
final class Listing {
  private static final int NAMED = 5;

  private final TableSpec spec;
  private final PartitioningAwareFileIndex index;
  private final List<FileStatus> dataFiles;

  Listing(TableSpec spec, Dataset<Row> rows) {
    this.spec = spec;
    this.index = index(rows);
    this.dataFiles = dataFiles(index);
  }

  /** What Spark has listed for a table of files. */
  static PartitioningAwareFileIndex index(Dataset<Row> rows) {
    LogicalRelation relation =
        (LogicalRelation)
            ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    return (PartitioningAwareFileIndex) ((HadoopFsRelation) relation.relation()).location();
  }

  /** The files that Spark would list in any format, none of which is looked into. */
  static Listing ofFiles(SparkSession session, TableSpec spec, FileOptions options) {
    Map<String, String> listed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    listed.putAll(options.forSpark());
    listed.remove("mergeSchema");
    return new Listing(
        spec,
        session
            .read()
            .format("binaryFile")
            .options(listed)
            .load(spec.paths().toArray(new String[0])));
  }

  /**
   * The table with these files.
   *
   * @param count how many rows they hold, where that is known
   */
  SourceTable source(Dataset<Row> rows, OptionalLong count) {
    return new SourceTable(
        rows,
        index,
        new TableFootprint(
            spec.name(),
            rows.schema(),
            dataFiles().stream().map(InputFile::of).toList(),
            count,
            Optional.empty()));
  }

  /** What Spark listed, without the summary files that it lists but does not read rows from. */
  List<FileStatus> dataFiles() {
    return dataFiles;
  }

  private static List<FileStatus> dataFiles(PartitioningAwareFileIndex index) {
    // a path makes its text anew whenever it is asked, and sorting asks often
    record Named(String path, FileStatus file) {}
    return CollectionConverters.asJava(index.allFiles()).stream()
        .filter(f -> !isSummary(f.getPath().getName()))
        .map(f -> new Named(f.getPath().toString(), f))
        .sorted(Comparator.comparing(Named::path))
        .map(Named::file)
        .toList();
  }

  /**
   * Directories that files are read from, but for those of partitions: they belong to the one that
   * holds them.
   */
  Set<Path> directories() {
    Set<Path> found = new LinkedHashSet<>();
    for (FileStatus file : dataFiles()) {
      Path directory = file.getPath().getParent();
      while (directory.getName().contains("=") && !directory.isRoot()) {
        directory = directory.getParent();
      }
      found.add(directory);
    }
    return found;
  }

  /**
   * @throws JobFailure 78 naming files that Spark finds below the path and yet would not read
   */
  void requireAllRead() {
    Set<Path> read = new HashSet<>();
    Seq<Expression> all = CollectionConverters.asScala(List.<Expression>of()).toSeq();
    for (PartitionDirectory directory : CollectionConverters.asJava(index.listFiles(all, all))) {
      CollectionConverters.asJava(directory.files()).forEach(f -> read.add(f.getPath()));
    }
    // Spark reads no file without bytes; those are reported with the damaged ones
    Set<Path> empty = new HashSet<>();
    dataFiles().stream().filter(f -> f.getLen() == 0).forEach(f -> empty.add(f.getPath()));
    List<String> left = new ArrayList<>();
    for (FileStatus file : CollectionConverters.asJava(index.leafFiles().values())) {
      Path path = file.getPath();
      if (!read.contains(path)
          && !empty.contains(path)
          && !isSummary(path.getName())
          && index.matchPathPattern(file)) {
        left.add(path.toString());
      }
    }
    if (!left.isEmpty()) {
      throw leftOut(left.stream().sorted().toList());
    }
  }

  private JobFailure leftOut(List<String> files) {
    String more = files.size() > NAMED ? ", and " + (files.size() - NAMED) + " more" : "";
    return new JobFailure(
        ExitCode.CONFIGURATION,
        String.format(
            Locale.ROOT,
            "input.tables.%s.path: Spark would leave out %d of the files there: %s%s. It reads the"
                + " files of a directory, or those of its partition directories (name=value). Name"
                + " the files that are meant, by a glob (as in \"%s/*.parquet\") or a list of"
                + " directories; or set input.tables.%s.options.recursiveFileLookup = true, which"
                + " reads all of them and makes no columns of the names of directories.",
            spec.name(),
            files.size(),
            String.join(", ", files.subList(0, Math.min(NAMED, files.size()))),
            more,
            spec.paths().get(0),
            spec.name()));
  }

  /**
   * @throws JobFailure 66 naming a path of the table's that has no data file
   */
  void requireFiles(Configuration conf) {
    List<FileStatus> files = dataFiles();
    if (files.isEmpty()) {
      throw noFiles(spec, String.join(", ", spec.paths()), null);
    }
    if (spec.paths().size() == 1) {
      return;
    }
    TreeSet<String> found = new TreeSet<>();
    files.forEach(f -> found.add(f.getPath().toString()));
    for (String path : spec.paths()) {
      if (roots(path, conf).stream().noneMatch(root -> holds(root.toString(), found))) {
        throw noFiles(spec, path, null);
      }
    }
  }

  /** The files that a path or glob matches. */
  static List<Path> roots(String path, Configuration conf) {
    Path asked = new Path(path);
    try {
      FileSystem fs = asked.getFileSystem(conf);
      FileStatus[] matches = fs.globStatus(asked);
      return matches == null
          ? List.of()
          : Arrays.stream(matches).map(m -> fs.makeQualified(m.getPath())).toList();
    } catch (IOException e) {
      throw ReadFailures.translate(e)
          .orElseGet(
              () ->
                  new JobFailure(
                      ExitCode.IO, "cannot list " + path + ": " + ReadFailures.reason(e), e));
    }
  }

  private static boolean holds(String root, TreeSet<String> files) {
    String under = files.ceiling(root.endsWith("/") ? root : root + "/");
    return files.contains(root) || (under != null && under.startsWith(root + "/"));
  }

  static JobFailure noFiles(TableSpec spec, String paths, Throwable cause) {
    return new JobFailure(
        ExitCode.INPUT_MISSING,
        String.format(
            Locale.ROOT,
            "no data file in %s (input.tables.%s.path); names that begin with _ or . do not count.",
            paths,
            spec.name()),
        cause);
  }

  private static boolean isSummary(String name) {
    return name.equals("_metadata") || name.equals("_common_metadata");
  }
}
