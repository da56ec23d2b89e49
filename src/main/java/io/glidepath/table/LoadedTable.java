package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.DataSourceRegister;

/**
 * What a table's plan tells: where it comes from, in which format, and of which version it is.
 *
 * <p>A connector's table says its version itself (Spark 4.1 and later), or by methods or properties
 * that Iceberg's has in all releases; Delta's listing of files has a method for it. These are found
 * by name, because their classes come with the user's {@code --packages}.
 *
 * @param source as {@link SourceTable#sourceOf} has it
 * @param version absent for plain files
 */
record LoadedTable(Dataset<Row> rows, Object source, String format, Optional<String> version) {
  private static final Pattern SNAPSHOT = Pattern.compile("snapshot_(-?\\d+)$");
  private static final String DELTA_LISTING = "TahoeFileIndex";

  /**
   * @throws JobFailure 78 if the plan is more than one table, or one of which nothing would tell
   *     that it has changed
   */
  static LoadedTable of(TableSpec spec, Dataset<Row> rows) {
    LogicalPlan leaf = VersionedTable.plan(rows).analyzed();
    while (leaf.children().size() == 1) {
      if (leaf.nodeName().equals("View")) {
        throw failure(spec, "is a view. Write its query in input.query, over the tables it reads");
      }
      leaf = leaf.children().head();
    }
    Object source =
        SourceTable.sourceOf(leaf)
            .orElseThrow(
                () ->
                    failure(
                        spec,
                        "is of a kind that lists no files and tells no version, so a later run could"
                            + " not see that it has changed. Write it as a table of Parquet, Delta"
                            + " or Iceberg"));
    if (source instanceof FileIndex index) {
      Optional<String> version = deltaVersion(index);
      return new LoadedTable(
          rows, source, version.isPresent() ? "delta" : format((LogicalRelation) leaf), version);
    }
    Table table = (Table) source;
    String version =
        connectorVersion(table)
            .orElseThrow(
                () ->
                    failure(
                        spec,
                        "tells no version"
                            + " (an empty table has none), so a later run could not see that it has"
                            + " changed. Write rows into it, or write it as a table of Parquet,"
                            + " Delta or Iceberg"));
    String provider = table.properties().getOrDefault("provider", "unknown");
    return new LoadedTable(rows, source, provider.toLowerCase(Locale.ROOT), Optional.of(version));
  }

  /**
   * @throws JobFailure 78 if the catalog says another one than the configuration
   */
  void requireFormat(TableFormat expected) {
    if (!format.equals(expected.label())) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "input.tables has format = %s for a table that is %s. Leave format out: the catalog"
                  + " knows it.",
              expected.label(),
              format));
    }
  }

  private static String format(LogicalRelation relation) {
    FileFormat format = ((HadoopFsRelation) relation.relation()).fileFormat();
    return format instanceof DataSourceRegister named
        ? named.shortName().toLowerCase(Locale.ROOT)
        : format.getClass().getSimpleName();
  }

  private static Optional<String> deltaVersion(FileIndex index) {
    for (Class<?> c = index.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getSimpleName().equals(DELTA_LISTING)) {
        return called(index, "version");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> connectorVersion(Table table) {
    Map<String, String> properties = table.properties();
    return called(table, "version")
        .or(() -> called(table, "snapshotId"))
        .or(() -> Optional.ofNullable(properties.get("current-snapshot-id")))
        .filter(v -> !v.equals("none"))
        .map(LoadedTable::snapshot);
  }

  /** Iceberg's own text for a version has more in it than the snapshot. */
  private static String snapshot(String version) {
    Matcher snapshot = SNAPSHOT.matcher(version);
    return snapshot.find() ? snapshot.group(1) : version;
  }

  private static Optional<String> called(Object object, String method) {
    try {
      return Optional.ofNullable(object.getClass().getMethod(method).invoke(object))
          .map(String::valueOf);
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private static JobFailure failure(TableSpec spec, String what) {
    return new JobFailure(
        ExitCode.CONFIGURATION,
        spec.key() + ": " + spec.table().orElseGet(() -> spec.paths().get(0)) + " " + what + ".");
  }
}
