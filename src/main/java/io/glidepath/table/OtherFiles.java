package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a table of ORC, CSV or JSON files. Spark lists them, once, before it looks into any.
 *
 * <p>Text does not tell the types of its columns. They are given ({@code schema}), or Spark guesses
 * them from all of the text and a warning says what it came to. Text that does not fit its type
 * ends the run, unless {@code options.mode} says that it counts as missing.
 */
final class OtherFiles {
  private static final int NAMED = 20;

  private final SparkSession session;
  private final TableSpec spec;
  private final TableFormat format;
  private final FileOptions options;
  private final List<String> warnings;

  /**
   * @param warnings receives warnings for the user
   */
  OtherFiles(SparkSession session, TableSpec spec, List<String> warnings) {
    this.session = session;
    this.spec = spec;
    this.format = spec.format().orElseThrow();
    this.options = new FileOptions(spec);
    this.warnings = warnings;
  }

  SourceTable open() {
    refuseDroppedLines();
    Configuration conf = options.hadoopConfiguration(session);
    TableFormats formats = new TableFormats(spec.name(), conf);
    formats.refuse(spec.paths().stream().flatMap(p -> Listing.roots(p, conf).stream()).toList());
    OptionalLong count = listed(conf, formats);
    Dataset<Row> rows = read();
    Listing listing = new Listing(spec, rows);
    listing.requireAllRead();
    return listing.source(rows, count);
  }

  private void refuseDroppedLines() {
    String mode = options.get("mode").orElse("");
    if (format.isText() && mode.equalsIgnoreCase("DROPMALFORMED")) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "input.tables.%s.options.mode = %s would leave lines out without a word. Allowed are"
                  + " FAILFAST (the default: a line that does not fit ends the run) and PERMISSIVE"
                  + " (what does not fit is missing).",
              spec.name(),
              mode));
    }
  }

  /** Looks at what there is before Spark does; how many rows, where footers tell. */
  private OptionalLong listed(Configuration conf, TableFormats formats) {
    Listing listing;
    try {
      listing = Listing.ofFiles(session, spec, options);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw ReadFailures.translate(e).orElseGet(() -> ReadFailures.ofTable(spec, e));
    }
    formats.refuse(listing.directories());
    listing.requireAllRead();
    listing.requireFiles(conf);
    if (format != TableFormat.ORC) {
      return OptionalLong.empty();
    }
    List<FileStatus> files = listing.dataFiles();
    List<OrcFooters.Footer> footers = OrcFooters.read(files, conf);
    new SchemaAgreement(
            spec.name(),
            options.get("mergeSchema").orElse(session.conf().get("spark.sql.orc.mergeSchema")),
            ((org.apache.spark.sql.classic.SparkSession) session).sessionState().conf())
        .checkOrc(footers);
    return OptionalLong.of(footers.stream().mapToLong(OrcFooters.Footer::rows).sum());
  }

  private Dataset<Row> read() {
    Optional<StructType> given = options.schema();
    Dataset<Row> rows;
    try {
      rows = load(reader(), given);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw notRead(e);
    }
    if (format.isText() && given.isEmpty()) {
      warnings.add(guessed(rows.schema()));
    }
    return new PartitionColumns(spec, options, rows)
        .settled(schema -> load(reader(), Optional.of(schema)), warnings);
  }

  private JobFailure notRead(Exception thrown) {
    return Undecodable.explain("below " + String.join(", ", spec.paths()), thrown)
        .map(why -> new JobFailure(ExitCode.BAD_DATA, why, thrown))
        .or(() -> ReadFailures.translate(thrown))
        .orElseGet(() -> ReadFailures.ofTable(spec, thrown));
  }

  private Dataset<Row> load(DataFrameReader reader, Optional<StructType> schema) {
    return schema.map(reader::schema).orElse(reader).load(spec.paths().toArray(new String[0]));
  }

  private DataFrameReader reader() {
    Map<String, String> usual = new HashMap<>();
    if (format.isText()) {
      usual.put("mode", "FAILFAST");
    }
    if (format == TableFormat.CSV) {
      usual.put("inferSchema", "true");
      // names in the first line must be those of the schema, whatever file they stand in
      usual.put("enforceSchema", "false");
    }
    return session.read().format(format.label()).options(usual).options(options.forSpark());
  }

  private String guessed(StructType schema) {
    String more = schema.size() > NAMED ? ", and " + (schema.size() - NAMED) + " more" : "";
    String csv = format == TableFormat.CSV ? " A code such as 01 is read as a number." : "";
    String header =
        format == TableFormat.CSV && !options.isTrue("header")
            ? " The first line is taken for data: options { header = true } takes names from it."
            : "";
    return String.format(
        Locale.ROOT,
        "input.tables.%s: %s does not tell types, and they are guessed from its text: %s%s.%s"
            + " input.tables.%s.schema = \"...\" gives them.%s",
        spec.name(),
        format.name(),
        Stream.of(schema.fields())
            .limit(NAMED)
            .map(f -> f.toDDL())
            .collect(Collectors.joining(", ")),
        more,
        csv,
        spec.name(),
        header);
  }
}
