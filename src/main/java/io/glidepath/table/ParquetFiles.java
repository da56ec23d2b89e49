package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a table of Parquet files. Spark lists the files, once; what it found is checked here and
 * goes into the manifest.
 */
final class ParquetFiles {
  private static final String MERGE = "mergeSchema";

  /**
   * A damaged page ends the run where it has a checksum, and what has none decides nothing: a row
   * group is not skipped on the word of its statistics, and {@code where} looks at every row.
   */
  static final Map<String, String> TRUSTED =
      Map.of(
          ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, "true",
          ParquetInputFormat.STATS_FILTERING_ENABLED, "false",
          ParquetInputFormat.COLUMN_INDEX_FILTERING_ENABLED, "false",
          ParquetInputFormat.BLOOM_FILTERING_ENABLED, "false",
          ParquetInputFormat.DICTIONARY_FILTERING_ENABLED, "false");

  private final SparkSession session;
  private final TableSpec spec;
  private final FileOptions options;
  private final List<String> warnings;

  /**
   * @param warnings receives warnings for the user
   */
  ParquetFiles(SparkSession session, TableSpec spec, List<String> warnings) {
    this.session = session;
    this.spec = spec;
    this.options = new FileOptions(spec);
    this.warnings = warnings;
  }

  SourceTable open() {
    Configuration conf = options.hadoopConfiguration(session);
    TableFormats formats = new TableFormats(spec.name(), conf);
    formats.refuse(spec.paths().stream().flatMap(p -> Listing.roots(p, conf).stream()).toList());
    Dataset<Row> rows = read();
    Listing listing = new Listing(spec, rows);
    formats.refuse(listing.directories());
    listing.requireAllRead();
    listing.requireFiles(conf);
    List<FileStatus> files = listing.dataFiles();
    List<Footers.Footer> footers = Footers.read(files, conf);
    agreement().check(footers);
    long count = footers.stream().mapToLong(Footers.Footer::rows).sum();
    return listing.source(rows, OptionalLong.of(count));
  }

  private Dataset<Row> read() {
    String[] paths = spec.paths().toArray(new String[0]);
    Dataset<Row> rows;
    try {
      rows = reader().parquet(paths);
    } catch (Exception e) {
      rows = reader().schema(readable(e)).parquet(paths);
    }
    return new PartitionColumns(spec, options, rows)
        .settled(schema -> reader().schema(schema).parquet(paths), warnings);
  }

  private DataFrameReader reader() {
    return session.read().options(TRUSTED).options(options.forSpark());
  }

  private SchemaAgreement agreement() {
    return new SchemaAgreement(
        spec.name(),
        options.get(MERGE).orElse(session.conf().get("spark.sql.parquet.mergeSchema")),
        ((org.apache.spark.sql.classic.SparkSession) session).sessionState().conf());
  }

  /**
   * Spark looks into one file, or into all when it merges schemas, before it returns a Dataset. Its
   * message about a damaged or differing file is worse than what a look at all files can say; and a
   * column that it cannot read does no harm unless it is needed.
   *
   * @return the columns of all files, where only some that cannot be read were in Spark's way
   */
  private StructType readable(Exception thrown) {
    JobFailure known = ReadFailures.translate(thrown).orElse(null);
    if (known != null && known.exitCode() != ExitCode.BAD_DATA) {
      throw known;
    }
    try {
      Listing listing = Listing.ofFiles(session, spec, options);
      listing.requireAllRead();
      Configuration conf = options.hadoopConfiguration(session);
      listing.requireFiles(conf);
      StructType columns = agreement().check(Footers.read(listing.dataFiles(), conf));
      if (Stream.of(columns.fields()).anyMatch(f -> UnreadColumn.reason(f).isPresent())) {
        return columns;
      }
    } catch (IllegalArgumentException e) {
      // an option with a value that Spark does not take, which is what has been thrown before
      thrown.addSuppressed(e);
    }
    throw known != null ? known : ReadFailures.ofTable(spec, thrown);
  }
}
