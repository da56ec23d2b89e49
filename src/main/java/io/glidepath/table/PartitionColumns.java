package io.glidepath.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
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
 * code, which a guess would change and two of which it would make one: such a column stays text.
 */
final class PartitionColumns {
  private final StructType columns;
  private final List<PartitionPath> partitions;

  PartitionColumns(PartitionSpec spec) {
    this.columns = spec.partitionColumns();
    this.partitions = CollectionConverters.asJava(spec.partitions());
  }

  /** What Spark would read in place of a name, of each column to which that happens. */
  Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>();
    for (int i = 0; i < columns.length(); i++) {
      StructField column = columns.fields()[i];
      if (column.dataType() instanceof NumericType) {
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

  /** The schema with these columns as text. */
  static StructType asText(StructType schema, Map<String, String> changed) {
    return new StructType(
        Stream.of(schema.fields())
            .map(
                f ->
                    changed.containsKey(f.name())
                        ? new StructField(f.name(), DataTypes.StringType, true, f.metadata())
                        : f)
            .toArray(StructField[]::new));
  }

  /** What types directories' names got; empty if they are all text anyway. */
  Optional<String> told(String table, Map<String, String> changed) {
    List<StructField> typed =
        Stream.of(columns.fields()).filter(f -> !(f.dataType() instanceof StringType)).toList();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "input.tables.%s: columns made of the names of directories are read as %s.",
            table,
            typed.stream().map(f -> told(f, changed)).collect(Collectors.joining(", "))));
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
