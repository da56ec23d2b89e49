package io.glidepath.features;

import java.util.Optional;

/**
 * What the first stages of a pipeline do about values that training would have refused. In training
 * nothing, as the rows are checked elsewhere. When scoring, they end the job with a message in the
 * input's own column names, which later stages do not know.
 */
final class ScoringChecks {
  /** For stages to train with, which leave numbers as they are, to be read in whole batches. */
  static final ScoringChecks NONE = new ScoringChecks(Optional.empty(), Unseen.ZERO);

  private final Optional<MissingSpec> missing;
  private final Unseen unseen;

  private ScoringChecks(Optional<MissingSpec> missing, Unseen unseen) {
    this.missing = missing;
    this.unseen = unseen;
  }

  static ScoringChecks of(MissingSpec missing, Unseen unseen) {
    return new ScoringChecks(Optional.of(missing), unseen);
  }

  /** Whether anything is an error. */
  boolean refuse() {
    return missing.isPresent();
  }

  /** Whether a level that training has not seen is an error. */
  boolean refusesUnseen() {
    return unseen == Unseen.ERROR;
  }

  /** A number, or a vector, for which nothing is filled in. */
  String present(FeatureColumn feature, String sql) {
    String kind = feature.kind() == FeatureColumn.Kind.VECTOR ? "vector" : "numeric";
    return present(feature.name(), sql, kind, ColumnTypes.isFloating(feature.type()));
  }

  /**
   * An array or a map of numbers.
   *
   * @param complete true where none of them is missing
   */
  String complete(FeatureColumn feature, String complete, String sql) {
    return "IF(" + complete + ", " + sql + ", " + raised(feature.name(), "vector") + ")";
  }

  /** The error of an array of another length than in training. */
  static String otherLength(FeatureColumn feature, int length) {
    return "raise_error("
        + Sql.text(
            "column \"%s\" is an array of another length than %d in a row to score: training had %d"
                    .formatted(feature.name(), length, length)
                + " numbers in every row")
        + ")";
  }

  /** The offset may be of any type of number. */
  String offset(String column, String sql) {
    return present(column, sql, "offset", true);
  }

  private String present(String column, String sql, String kind, boolean floating) {
    if (missing.isEmpty()) {
      return sql;
    }
    // one short expression: tables may have thousands of columns, and Spark looks at each
    String known = floating ? "NANVL(" + sql + ", CAST(NULL AS DOUBLE))" : sql;
    return "COALESCE(" + known + ", " + raised(column, kind) + ")";
  }

  /** Whether a missing level is an error. */
  boolean refusesMissingLevels() {
    return missing.filter(m -> m.categorical() == MissingSpec.Categorical.ERROR).isPresent();
  }

  /** A level's name, or 0 and 1 for a boolean. */
  String category(String column, String sql) {
    return refusesMissingLevels()
        ? "COALESCE(" + sql + ", " + raised(column, "categorical") + ")"
        : sql;
  }

  private static String raised(String column, String kind) {
    String other =
        switch (kind) {
          case "categorical" -> ", or train with missing.categorical = level";
          case "numeric" -> ", or train with missing.numeric = mean or median";
          default -> "";
        };
    return "raise_error("
        + Sql.text(
            "column \""
                + column
                + "\" is missing (null or NaN) in a row to score, and the model fills nothing in: fill"
                + " it in or leave the row out"
                + other)
        + ")";
  }

  /**
   * The error of a level that training has not seen.
   *
   * @param level SQL of its name
   */
  static String unknownLevel(String column, String level) {
    return "raise_error(concat("
        + Sql.text("column \"" + column + "\" has a level that training has not seen: \"")
        + ", "
        + "COALESCE("
        + level
        + ", '"
        + Sql.MISSING
        + "'), "
        + Sql.text(
            "\": leave the row out, train with rows that have it, or with encoding.unseen = zero")
        + "))";
  }
}
