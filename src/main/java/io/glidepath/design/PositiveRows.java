package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import io.glidepath.rdd.JobDescription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The rows of positive weight, which are all that folds are dealt by: one column of them, and the
 * weight.
 */
final class PositiveRows {
  static final String VALUE = "value";
  static final String WEIGHT = "weight";

  private final Dataset<Row> rows;
  private final String setting;
  private final String column;

  /**
   * @param value what is made of the column; null where nothing can be
   * @param setting the key or parameter that names the column, for messages
   */
  PositiveRows(
      Dataset<Row> rows, Column value, Optional<String> weightCol, String setting, String column) {
    Column weight = weightCol.map(w -> weight(rows, w)).orElse(functions.lit(1.0)).as(WEIGHT);
    Dataset<Row> all = rows.select(value.as(VALUE), weight);
    // what is wrong with a weight is said by the pass that reads it
    this.rows =
        weightCol.isEmpty()
            ? all
            : all.where(
                functions
                    .col(WEIGHT)
                    .gt(0)
                    .and(functions.col(WEIGHT).lt(Double.POSITIVE_INFINITY)));
    this.setting = setting;
    this.column = column;
  }

  private static Column weight(Dataset<Row> rows, String name) {
    StructField field = Schemas.field(rows.schema(), name, Role.WEIGHT.label());
    InputsReader.requireNumber(field, Role.WEIGHT, Scalars.NAMES);
    return ExactName.column(name).cast(DataTypes.DoubleType);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** The rows of an aggregation, by a Spark job of a name. */
  List<Row> collected(String what, Dataset<Row> aggregated) {
    return described(what, aggregated::collectAsList);
  }

  private <T> T described(String what, Supplier<T> work) {
    return JobDescription.during(rows.sparkSession().sparkContext(), setting + ": " + what, work);
  }

  /**
   * Goes on only if no value is missing.
   *
   * @throws JobFailure BAD_DATA
   */
  void requirePresent(long missing) {
    if (missing > 0) {
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT,
              "%s: column '%s' is null or NaN in %d %s, which then %s no fold; leave such rows out"
                  + " (where), or fill the column in by input.query",
              setting,
              column,
              missing,
              missing == 1 ? "row" : "rows",
              missing == 1 ? "has" : "have"));
    }
  }
}
