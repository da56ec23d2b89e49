package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads Delta and Iceberg tables, by directory, and tables of catalogs, by name. Their classes are
 * the user's ({@code --packages}); nothing here refers to them.
 *
 * <p>A table that has versions is opened, asked for its version, and opened again at exactly that
 * one: all passes read the same rows, whoever writes meanwhile, and {@code run.json} names it. A
 * catalog's table of plain files is known by its files, as files without a catalog are.
 */
final class VersionedTable {
  private static final String VERSION = "versionAsOf";

  private final SparkSession session;
  private final TableSpec spec;
  private final FileOptions options;

  VersionedTable(SparkSession session, TableSpec spec) {
    this.session = session;
    this.spec = spec;
    this.options = new FileOptions(spec);
  }

  SourceTable open() {
    try {
      return opened();
    } catch (JobFailure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw FormatFailures.translate(spec, e)
          .or(() -> ReadFailures.translate(e))
          .orElseGet(() -> ReadFailures.ofTable(spec, e));
    }
  }

  private SourceTable opened() {
    if (spec.table().isEmpty()) {
      requireDirectory();
    }
    Dataset<Row> latest = load(options.forSpark());
    LoadedTable found = LoadedTable.of(spec, latest);
    spec.format().ifPresent(found::requireFormat);
    if (found.version().isEmpty()) {
      return plainFiles(found);
    }
    Dataset<Row> rows = load(pinned(found.version().get()));
    LoadedTable pinned = LoadedTable.of(spec, rows);
    // the table's own checks of options and snapshots come with the plan of a scan
    plan(rows).optimizedPlan();
    return source(pinned, files(pinned), OptionalLong.empty());
  }

  private void requireDirectory() {
    String path = spec.paths().get(0);
    if (Listing.roots(path, options.hadoopConfiguration(session)).isEmpty()) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING, "input path " + path + " does not exist (" + spec.key() + ")");
    }
  }

  private Dataset<Row> load(Map<String, String> given) {
    DataFrameReader reader = session.read().options(given);
    if (spec.table().isPresent()) {
      return reader.table(spec.table().get());
    }
    TableFormat format = spec.format().orElseThrow();
    if (format == TableFormat.ICEBERG) {
      IcebergPaths.allow(session, new Path(spec.paths().get(0)));
    }
    return reader.format(format.label()).load(spec.paths().get(0));
  }

  /** The options that lead to one version, whatever led there first. */
  private Map<String, String> pinned(String version) {
    Map<String, String> pinned = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    pinned.putAll(options.forSpark());
    TableSpec.VERSIONS.forEach(pinned::remove);
    pinned.put(VERSION, version);
    return new HashMap<>(pinned);
  }

  /** A catalog's table of files without versions. */
  private SourceTable plainFiles(LoadedTable found) {
    List<InputFile> files = files(found);
    if (files.isEmpty()) {
      throw Listing.noFiles(spec, spec.table().orElse(""), null);
    }
    if (!found.format().equals(TableFormat.PARQUET.label())) {
      return source(found, files, OptionalLong.empty());
    }
    Map<String, String> trusted = new HashMap<>(ParquetFiles.TRUSTED);
    trusted.putAll(options.forSpark());
    LoadedTable parquet = LoadedTable.of(spec, load(trusted));
    Configuration conf = options.hadoopConfiguration(session);
    List<FileStatus> statuses = statuses((FileIndex) parquet.source());
    long rows = Footers.read(statuses, conf).stream().mapToLong(Footers.Footer::rows).sum();
    return source(parquet, files, OptionalLong.of(rows));
  }

  private SourceTable source(LoadedTable table, List<InputFile> files, OptionalLong rows) {
    String source = spec.table().orElseGet(() -> spec.paths().get(0));
    return new SourceTable(
        table.rows(),
        table.source(),
        new TableFootprint(
            spec.name(),
            table.rows().schema(),
            files,
            rows,
            table.version().map(v -> new TableVersion(spec.name(), table.format(), source, v))));
  }

  /** Those that count, where Spark knows them before it plans a scan. */
  private static List<InputFile> files(LoadedTable table) {
    return table.source() instanceof FileIndex index
        ? statuses(index).stream().map(InputFile::of).toList()
        : List.of();
  }

  private static List<FileStatus> statuses(FileIndex index) {
    Seq<Expression> all = CollectionConverters.asScala(List.<Expression>of()).toSeq();
    List<FileStatus> statuses = new ArrayList<>();
    for (PartitionDirectory directory : CollectionConverters.asJava(index.listFiles(all, all))) {
      CollectionConverters.asJava(directory.files()).forEach(f -> statuses.add(f.fileStatus()));
    }
    statuses.sort(Comparator.comparing(f -> f.getPath().toString()));
    return statuses;
  }

  static org.apache.spark.sql.execution.QueryExecution plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }
}
