package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One table as Spark reads it, before {@code where}. Spark lists the files, once; what it found is
 * checked here and goes into the manifest.
 */
final class SourceTable {
  private static final String MERGE = "mergeschema";

  /**
   * A damaged page ends the run where it has a checksum, and what has none decides nothing: a row
   * group is not skipped on the word of its statistics, and {@code where} looks at every row.
   */
  private static final Map<String, String> TRUSTED =
      Map.of(
          ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, "true",
          ParquetInputFormat.STATS_FILTERING_ENABLED, "false",
          ParquetInputFormat.COLUMN_INDEX_FILTERING_ENABLED, "false",
          ParquetInputFormat.BLOOM_FILTERING_ENABLED, "false",
          ParquetInputFormat.DICTIONARY_FILTERING_ENABLED, "false");

  private final Dataset<Row> rows;
  private final FileIndex index;
  private final TableFootprint footprint;

  private SourceTable(Dataset<Row> rows, FileIndex index, TableFootprint footprint) {
    this.rows = rows;
    this.index = index;
    this.footprint = footprint;
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** The listing that a plan over this table refers to. */
  FileIndex index() {
    return index;
  }

  TableFootprint footprint() {
    return footprint;
  }

  /**
   * @param warnings receives warnings for the user
   */
  static SourceTable open(SparkSession session, TableSpec spec, List<String> warnings) {
    Map<String, String> options = lowerCased(spec.options());
    refuseSkipping(spec, options);
    boolean merge =
        Boolean.parseBoolean(
            options.getOrDefault(MERGE, session.conf().get("spark.sql.parquet.mergeSchema")));
    Configuration conf = hadoopConfiguration(session, spec);
    TableFormats formats = new TableFormats(spec.name(), conf);
    formats.refuse(spec.paths().stream().flatMap(p -> Listing.roots(p, conf).stream()).toList());
    Dataset<Row> rows = read(session, spec, merge, warnings);
    Listing listing = new Listing(spec, rows);
    formats.refuse(listing.directories());
    listing.requireAllRead();
    listing.requireFiles(conf);
    List<FileStatus> files = listing.dataFiles();
    List<Footers.Footer> footers = Footers.read(files, conf);
    agreement(session, spec, merge).check(footers);
    List<InputFile> inputFiles = files.stream().map(InputFile::of).toList();
    long count = footers.stream().mapToLong(Footers.Footer::rows).sum();
    return new SourceTable(
        rows, listing.index(), new TableFootprint(spec.name(), rows.schema(), inputFiles, count));
  }

  private static Dataset<Row> read(
      SparkSession session, TableSpec spec, boolean merge, List<String> warnings) {
    String[] paths = spec.paths().toArray(new String[0]);
    Dataset<Row> rows;
    try {
      rows = reader(session, spec).parquet(paths);
    } catch (Exception e) {
      rows = reader(session, spec).schema(readable(e, session, spec, merge)).parquet(paths);
    }
    PartitionColumns partitions =
        new PartitionColumns(new Listing(spec, rows).index().partitionSpec());
    Map<String, String> changed = partitions.changed();
    partitions.told(spec.name(), changed).ifPresent(warnings::add);
    return changed.isEmpty()
        ? rows
        : reader(session, spec)
            .schema(PartitionColumns.asText(rows.schema(), changed))
            .parquet(paths);
  }

  private static DataFrameReader reader(SparkSession session, TableSpec spec) {
    return session.read().options(TRUSTED).options(spec.options());
  }

  private static SchemaAgreement agreement(SparkSession session, TableSpec spec, boolean merge) {
    return new SchemaAgreement(spec.name(), merge, classic(session).sessionState().conf());
  }

  /**
   * Spark looks into one file, or into all when it merges schemas, before it returns a Dataset. Its
   * message about a damaged or differing file is worse than what a look at all files can say; and a
   * column that it cannot read does no harm unless it is needed.
   *
   * @return the columns of all files, where only some that cannot be read were in Spark's way
   */
  private static StructType readable(
      Exception thrown, SparkSession session, TableSpec spec, boolean merge) {
    JobFailure known = ReadFailures.translate(thrown).orElse(null);
    if (known != null && known.exitCode() != ExitCode.BAD_DATA) {
      throw known;
    }
    Map<String, String> options = new HashMap<>(lowerCased(spec.options()));
    options.remove(MERGE);
    try {
      Listing listing =
          new Listing(
              spec,
              session
                  .read()
                  .format("binaryFile")
                  .options(options)
                  .load(spec.paths().toArray(new String[0])));
      listing.requireAllRead();
      Configuration conf = hadoopConfiguration(session, spec);
      listing.requireFiles(conf);
      StructType columns =
          agreement(session, spec, merge).check(Footers.read(listing.dataFiles(), conf));
      if (Stream.of(columns.fields()).anyMatch(f -> UnreadColumn.reason(f).isPresent())) {
        return columns;
      }
    } catch (IllegalArgumentException e) {
      // an option with a value that Spark does not take, which is what has been thrown before
      thrown.addSuppressed(e);
    }
    throw known != null
        ? known
        : new JobFailure(
            ExitCode.CONFIGURATION,
            "table \"" + spec.name() + "\" cannot be read: " + ReadFailures.reason(thrown),
            thrown);
  }

  private static void refuseSkipping(TableSpec spec, Map<String, String> options) {
    for (String key : List.of("ignoreCorruptFiles", "ignoreMissingFiles")) {
      String value = options.get(key.toLowerCase(Locale.ROOT));
      if (value != null && !value.equalsIgnoreCase("false")) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            String.format(
                Locale.ROOT,
                "input.tables.%s.options.%s = %s: files are never skipped in silence, only false is"
                    + " allowed. Leave damaged files out of the path instead.",
                spec.name(),
                key,
                value));
      }
    }
  }

  private static Map<String, String> lowerCased(Map<String, String> options) {
    Map<String, String> lower = new HashMap<>();
    options.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  /** Options may hold settings of the file system, as Spark's own reader has it. */
  private static Configuration hadoopConfiguration(SparkSession session, TableSpec spec) {
    return classic(session)
        .sessionState()
        .newHadoopConfWithOptions(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(spec.options())));
  }

  private static org.apache.spark.sql.classic.SparkSession classic(SparkSession session) {
    return (org.apache.spark.sql.classic.SparkSession) session;
  }
}
