package io.glidepath.table;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns that are made of directories' names ({@code year=2020}). Spark guesses their types. A
 * name that is another text once it was a number ({@code 01}, {@code 1E2}, {@code 1D}) may be a
 * code, which a guess would change and two of which it would make one: such a column stays text,
 * unless the option {@code partitionTypes} gives it a type.
 */
final class PartitionColumns {
  private final TableSpec spec;
  private final StructType pinned;
  private final StructType schema;
  private final StructType columns;
  private final List<PartitionPath> partitions;
  private final Dataset<Row> rows;

  /**
   * @param rows as Spark reads them of its own accord
   */
  PartitionColumns(TableSpec spec, FileOptions options, Dataset<Row> rows) {
    PartitionSpec found = Listing.index(rows).partitionSpec();
    this.spec = spec;
    this.pinned = options.partitionTypes();
    this.schema = rows.schema();
    this.columns = found.partitionColumns();
    this.partitions = CollectionConverters.asJava(found.partitions());
    this.rows = rows;
  }

  /**
   * The rows with the types that these columns should have.
   *
   * @param read reads the files anew, with a schema
   * @param warnings hears what types were guessed
   * @throws JobFailure 78 if a type is given for a column that is none of directories' names
   */
  Dataset<Row> settled(Function<StructType, Dataset<Row>> read, List<String> warnings) {
    for (String name : pinned.fieldNames()) {
      if (isNone(columns, name)) {
        throw new JobFailure(
            ExitCode.CONFIGURATION,
            String.format(
                Locale.ROOT,
                "input.tables.%s.options.%s gives a type to \"%s\", which is no column made of"
                    + " directories' names. Those are: %s.",
                spec.name(),
                FileOptions.PARTITION_TYPES,
                name,
                columns.isEmpty() ? "none" : String.join(", ", columns.fieldNames())));
      }
    }
    Map<String, String> changed = changed();
    told(changed).ifPresent(warnings::add);
    if (changed.isEmpty() && pinned.isEmpty()) {
      return rows;
    }
    try {
      return read.apply(typed(changed));
    } catch (RuntimeException e) {
      throw ReadFailures.translate(e).orElseThrow(() -> e);
    }
  }

  private static boolean isNone(StructType columns, String name) {
    return Stream.of(columns.fieldNames()).noneMatch(name::equalsIgnoreCase);
  }

  /** What Spark would read in place of a name, of each column to which that happens. */
  private Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>();
    for (int i = 0; i < columns.length(); i++) {
      StructField column = columns.fields()[i];
      if (column.dataType() instanceof NumericType && isNone(pinned, column.name())) {
        int at = i;
        partitions.stream()
            .flatMap(p -> change(p, column, at).stream())
            .findFirst()
            .ifPresent(change -> changed.put(column.name(), change));
      }
    }
    return changed;
  }

  private static Optional<String> change(PartitionPath partition, StructField column, int at) {
    if (partition.values().isNullAt(at)) {
      return Optional.empty();
    }
    String read = String.valueOf(partition.values().get(at, column.dataType()));
    return text(partition.path(), column.name())
        .filter(text -> !text.equals(read))
        .map(text -> text + " as " + read);
  }

  private static Optional<String> text(Path directory, String column) {
    for (Path p = directory; p != null; p = p.getParent()) {
      int equals = p.getName().indexOf('=');
      if (equals > 0
          && ExternalCatalogUtils.unescapePathName(p.getName().substring(0, equals))
              .equalsIgnoreCase(column)) {
        return Optional.of(
            ExternalCatalogUtils.unescapePathName(p.getName().substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  /** The schema with these columns as text, and with the types that are given. */
  private StructType typed(Map<String, String> changed) {
    return new StructType(
        Stream.of(schema.fields()).map(f -> typed(f, changed)).toArray(StructField[]::new));
  }

  private StructField typed(StructField field, Map<String, String> changed) {
    for (StructField pin : pinned.fields()) {
      if (pin.name().equalsIgnoreCase(field.name())) {
        return new StructField(field.name(), pin.dataType(), true, field.metadata());
      }
    }
    return changed.containsKey(field.name())
        ? new StructField(field.name(), DataTypes.StringType, true, field.metadata())
        : field;
  }

  /** What types directories' names got; empty if they are all text anyway, or given. */
  private Optional<String> told(Map<String, String> changed) {
    List<StructField> typed =
        Stream.of(columns.fields())
            .filter(f -> !(f.dataType() instanceof StringType) && isNone(pinned, f.name()))
            .toList();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "input.tables.%s: columns made of the names of directories are read as %s; options { %s"
                + " = \"%s STRING\" } gives them types.",
            spec.name(),
            typed.stream().map(f -> told(f, changed)).collect(Collectors.joining(", ")),
            FileOptions.PARTITION_TYPES,
            InputQuery.quoted(typed.get(0).name())));
  }

  private static String told(StructField column, Map<String, String> changed) {
    String change = changed.get(column.name());
    return change == null
        ? String.format(Locale.ROOT, "%s (%s)", column.name(), column.dataType().catalogString())
        : String.format(
            Locale.ROOT,
            "%s (text, because Spark would read %s; for a number write CAST(%s AS DOUBLE) in"
                + " input.query)",
            column.name(),
            change,
            InputQuery.quoted(column.name()));
  }
}
