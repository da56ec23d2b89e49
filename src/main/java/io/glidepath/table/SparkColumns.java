package io.glidepath.table;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The names of the columns that Spark writes into a Parquet file's footer, as JSON. Files of one
 * table mostly say the same, and reading that takes as long as the rest of a small file's footer.
 */
final class SparkColumns {
  private final ConcurrentHashMap<String, Optional<Set<String>>> known = new ConcurrentHashMap<>();

  /** Empty for what Spark could not have written. */
  Optional<Set<String>> names(String json) {
    return known.computeIfAbsent(json, SparkColumns::read);
  }

  private static Optional<Set<String>> read(String json) {
    try {
      return Optional.of(Set.of(((StructType) DataType.fromJson(json)).fieldNames()));
    } catch (Exception e) { // Scala code throws checked exceptions that it does not declare
      return Optional.empty();
    }
  }
}
