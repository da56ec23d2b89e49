package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The options of one table of files: Spark's own, and {@code partitionTypes}, which is not. */
final class FileOptions {
  static final String PARTITION_TYPES = "partitionTypes";

  private final TableSpec spec;
  private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @throws JobFailure 78 for an option by which files or rows would be left out in silence
   */
  FileOptions(TableSpec spec) {
    this.spec = spec;
    options.putAll(spec.options());
    for (String key : List.of("ignoreCorruptFiles", "ignoreMissingFiles")) {
      refuse(
          key,
          "false",
          "files are never skipped in silence, only false is allowed. Leave damaged files out of the path instead.");
    }
  }

  private void refuse(String key, String allowed, String why) {
    String value = options.getOrDefault(key, allowed);
    if (!value.equalsIgnoreCase(allowed)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT, "input.tables.%s.options.%s = %s: %s", spec.name(), key, value, why));
    }
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(options.get(key));
  }

  boolean isTrue(String key) {
    return Boolean.parseBoolean(options.get(key));
  }

  /** What Spark's reader is given. */
  Map<String, String> forSpark() {
    Map<String, String> given = new HashMap<>(spec.options());
    given.keySet().removeIf(PARTITION_TYPES::equalsIgnoreCase);
    return given;
  }

  /** The types of partition columns that are not to be guessed. */
  StructType partitionTypes() {
    return get(PARTITION_TYPES)
        .map(ddl -> parsed("options." + PARTITION_TYPES, ddl))
        .orElseGet(StructType::new);
  }

  /** The columns that the configuration gives to files of text. */
  Optional<StructType> schema() {
    return spec.schema().map(ddl -> parsed("schema", ddl));
  }

  private StructType parsed(String key, String ddl) {
    try {
      return StructType.fromDDL(ddl);
    } catch (Exception e) { // Scala code throws checked exceptions that it does not declare
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "input.tables.%s.%s = \"%s\" is no list of columns and types as SQL writes it, as in"
                  + " \"id BIGINT, zip STRING\": %s",
              spec.name(),
              key,
              ddl,
              FormatFailures.told(e)),
          e);
    }
  }

  /** Options may hold settings of the file system, as Spark's own reader has it. */
  Configuration hadoopConfiguration(SparkSession session) {
    return ((org.apache.spark.sql.classic.SparkSession) session)
        .sessionState()
        .newHadoopConfWithOptions(
            scala.collection.immutable.Map.from(CollectionConverters.asScala(forSpark())));
  }
}
