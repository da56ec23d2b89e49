package io.glidepath.features;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/** Expressions in Spark's SQL over input columns. */
final class Sql {
  /** The level that stands for null and NaN. */
  static final String MISSING = "(missing)";

  /**
   * Up to this scale a decimal is written without an exponent whatever {@code
   * spark.sql.ansi.enabled} says, so that a saved model names levels as the training did.
   */
  private static final int PLAIN_SCALE = 6;

  /** Decimals of so many digits differ as doubles too. */
  private static final int DOUBLE_DIGITS = 15;

  private Sql() {}

  /** A name as SQL reads it whatever its characters. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A literal. */
  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** The same for a statement in which SQLTransformer and Spark replace words of their own. */
  static String textInStatement(String text) {
    return text(text).replace("__THIS__", "__TH' 'IS__").replace("${", "$' '{");
  }

  /** Whether a text is one of these; a list of literals, which Spark turns into a set. */
  static String isOneOf(String value, List<String> texts) {
    return texts.isEmpty()
        ? "FALSE"
        : texts.stream()
            .map(Sql::textInStatement)
            .collect(Collectors.joining(", ", value + " IN (", ")"));
  }

  /** A bag, null where it is null or holds a null. */
  static String bag(String column) {
    String name = quoted(column);
    return "CASE WHEN exists(" + name + ", w -> w IS NULL) THEN NULL ELSE " + name + " END";
  }

  /** A bag in which whatever is missing is the token of missing values. */
  static String filledBag(String column) {
    return "transform(COALESCE("
        + quoted(column)
        + ", array('"
        + MISSING
        + "')), w -> COALESCE(w, '"
        + MISSING
        + "'))";
  }

  /** A value as a double. */
  static String number(String value) {
    return "CAST(" + value + " AS DOUBLE)";
  }

  /** Whether a level of this type has a name that no setting changes. */
  static boolean hasLevelNames(DataType type) {
    return !(type instanceof DecimalType decimal)
        || decimal.scale() <= PLAIN_SCALE
        || decimal.precision() <= DOUBLE_DIGITS;
  }

  /**
   * The name of a category's level, given its value, null where the value is null or NaN. Numbers
   * are named by value: 94110.0 of a double, 94110.00 of a decimal and 94110 of an integer are all
   * {@code 94110}.
   */
  static String level(String name, DataType type) {
    if (ColumnTypes.isFloating(type)) {
      return floatingLevel(name);
    }
    if (type instanceof DecimalType decimal && decimal.scale() > 0) {
      return decimal.scale() > PLAIN_SCALE
          ? floatingLevel(number(name))
          : "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(" + name + " AS STRING)))";
    }
    return "CAST(" + name + " AS STRING)";
  }

  /** True where a row has a value; vectors are looked into elsewhere. */
  static String present(String name, DataType type) {
    return ColumnTypes.isFloating(type)
        ? "(" + name + " IS NOT NULL AND NOT isnan(" + name + "))"
        : name + " IS NOT NULL";
  }

  private static String floatingLevel(String value) {
    String whole = "TRY_CAST(" + value + " AS BIGINT)";
    return "CASE WHEN isnan("
        + value
        + ") THEN NULL WHEN CAST("
        + whole
        + " AS DOUBLE) = "
        + value
        + " THEN CAST("
        + whole
        + " AS STRING) ELSE CAST("
        + value
        + " AS STRING) END";
  }
}
