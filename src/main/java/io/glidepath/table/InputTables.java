package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the input: named tables, and the SQL query that joins them, become one Dataset.
 *
 * <p>Every table is listed by Spark, with its rules for globs, partition directories and hidden
 * names, and becomes a SQL view of its name in a session of its own. Nothing is scanned, but the
 * footer of every file is read: a damaged file, or one whose columns differ from the others', ends
 * the run here and not in the middle of the sweep. Filters and the choice of columns are left to
 * Spark, which brings them down to the Parquet scan.
 *
 * <p>Time zone: dates and timestamps in conditions are read in {@code spark.sql.session.timeZone}
 * if spark-submit sets it, else in UTC.
 *
 * <p>Cost: one listing and one footer a file, up to 32 at a time on the driver.
 */
public final class InputTables {
  private InputTables() {}

  /**
   * @throws JobFailure 65 for a damaged file, columns that differ between files, and tables without
   *     rows, 66 for a path without data files, 74 and 77 where storage refuses, 78 for a query,
   *     condition or option that is not allowed and for two columns of one name
   */
  public static LoadedInput load(SparkSession spark, InputSpec spec) {
    return load(spark, spec, Optional.empty());
  }

  /**
   * The same for tables that take the place of earlier ones.
   *
   * @throws JobFailure as {@link #load(SparkSession, InputSpec)}
   */
  public static LoadedInput load(SparkSession spark, InputSpec spec, EarlierTables earlier) {
    return load(spark, spec, Optional.of(earlier));
  }

  private static LoadedInput load(
      SparkSession spark, InputSpec spec, Optional<EarlierTables> earlier) {
    requireNames(spec);
    List<String> warnings = new ArrayList<>();
    SparkSession session = ReadSession.open(spark, warnings);
    earlier.ifPresent(e -> session.conf().set(ReadSession.TIME_ZONE, e.timeZone()));
    List<SourceTable> tables = new ArrayList<>();
    Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    for (TableSpec table : spec.tables()) {
      SourceTable source = SourceTable.open(session, table, warnings);
      tables.add(source);
      Map<String, String> before =
          earlier.map(e -> e.columns().getOrDefault(table.name(), Map.of())).orElse(Map.of());
      views.put(table.name(), AbsentColumns.added(source.rows(), table.name(), before));
    }
    views.forEach((name, rows) -> createView(name, rows));
    for (TableSpec table : spec.tables()) {
      table
          .where()
          .ifPresent(
              where ->
                  views.put(
                      table.name(),
                      InputQuery.filter(views.get(table.name()), table.name(), where)));
    }
    views.forEach((name, rows) -> createView(name, rows));
    Dataset<Row> rows =
        spec.query().isPresent()
            ? InputQuery.run(session, spec.query().get())
            : views.values().iterator().next();
    return checked(session, StructFields.unfolded(rows), tables, warnings);
  }

  private static LoadedInput checked(
      SparkSession session, Dataset<Row> rows, List<SourceTable> tables, List<String> warnings) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    InputQuery.requireReproducible(plan, tables);
    boolean caseSensitive = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive"));
    requireDistinctColumns(rows.schema(), caseSensitive);
    ReadSession.allowColumns(session, rows.schema());
    for (SourceTable table : tables) {
      ReadSession.allowColumns(session, table.rows().schema());
    }
    List<TableFootprint> footprints = tables.stream().map(SourceTable::footprint).toList();
    if (footprints.stream().anyMatch(t -> SmallFiles.areMany(t.files()))) {
      ReadSession.packFiles(session);
    }
    RowBound bound = new RowBounds(tables).of(plan);
    requireRows(bound, footprints);
    return new LoadedInput(rows, bound, footprints, warnings);
  }

  private static void requireRows(RowBound bound, List<TableFootprint> tables) {
    if (bound.rows().orElse(1) > 0) {
      return;
    }
    String empty =
        tables.stream()
            .filter(t -> t.rows().orElse(1) == 0)
            .map(
                t ->
                    String.format(
                        Locale.ROOT,
                        "input.tables.%s (files without a row: %d, the first is %s)",
                        t.name(),
                        t.files().size(),
                        t.files().get(0).path()))
            .collect(Collectors.joining("; "));
    throw new JobFailure(
        ExitCode.BAD_DATA,
        "there are no rows in " + empty + ". Name a path whose files have rows.");
  }

  private static void requireNames(InputSpec spec) {
    if (spec.tables().isEmpty()) {
      throw new JobFailure(ExitCode.CONFIGURATION, "input.tables names no table.");
    }
    if (spec.tables().size() > 1 && spec.query().isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "input.query is needed to join the tables "
              + String.join(", ", spec.tables().stream().map(TableSpec::name).toList())
              + "; it may be left out only when there is one.");
    }
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (TableSpec table : spec.tables()) {
      String before = names.put(table.name(), table.name());
      if (before != null) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            String.format(
                Locale.ROOT,
                "input.tables has \"%s\" and \"%s\", which are one name in SQL; rename one.",
                before,
                table.name()));
      }
      if (table.paths().isEmpty() && table.table().isEmpty()) {
        throw new JobFailure(
            ExitCode.CONFIGURATION, "input.tables." + table.name() + ".path names no path.");
      }
    }
  }

  private static void requireDistinctColumns(StructType schema, boolean caseSensitive) {
    Map<String, List<String>> spellings = new TreeMap<>();
    for (String name : schema.fieldNames()) {
      String key = caseSensitive ? name : name.toLowerCase(Locale.ROOT);
      spellings.computeIfAbsent(key, k -> new ArrayList<>()).add("\"" + name + "\"");
    }
    List<String> twice =
        spellings.values().stream()
            .filter(names -> names.size() > 1)
            .map(names -> String.join(" and ", names))
            .toList();
    if (!twice.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "input.query gives columns of one name (upper and lower case are the same): "
              + String.join("; ", twice)
              + ". List the columns, give one of them another name (AS), or join with USING.");
    }
  }

  private static void createView(String name, Dataset<Row> rows) {
    try {
      rows.createOrReplaceTempView(InputQuery.quoted(name));
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            "input.tables: \"" + name + "\" cannot be the name of a view: " + e.getMessage(),
            e);
      }
      throw e;
    }
  }
}
