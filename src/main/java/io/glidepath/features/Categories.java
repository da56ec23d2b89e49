package io.glidepath.features;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The numeric columns that are to be treated as categories. */
final class Categories {
  private Categories() {}

  /**
   * Those that the configuration names; globs pass over vectors and bags.
   *
   * @param wanted names and globs
   * @param problems receives a message for each name that can be no category
   */
  static Set<String> of(
      List<String> wanted,
      Set<String> features,
      StructType schema,
      NamedColumns named,
      List<String> problems) {
    Set<String> chosen = new LinkedHashSet<>();
    for (NamePattern pattern : NamePattern.all(wanted)) {
      for (String name : named.matches("columns.categorical", pattern, features)) {
        DataType type = schema.apply(name).dataType();
        boolean vector = ColumnTypes.isVector(type);
        if (!vector && !ColumnTypes.isBag(type)) {
          chosen.add(name);
        } else if (pattern.isExactly(name)) {
          problems.add(
              "columns.categorical: \""
                  + name
                  + "\" is a "
                  + (vector ? "vector" : "bag")
                  + " and cannot be a category");
        }
      }
    }
    return chosen;
  }

  /** Whether a feature has levels: it is one of the chosen, a string, a bag or a map. */
  static boolean hasLevels(String feature, Set<String> chosen, StructType schema) {
    DataType type = schema.apply(feature).dataType();
    return chosen.contains(feature)
        || ColumnTypes.isString(type)
        || ColumnTypes.isBag(type)
        || ColumnTypes.isMap(type);
  }
}
