package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.features.ExactName;
import io.glidepath.rdd.JobDescription;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.StructField;

/**
 * Rows parted by a boolean column: where it is true, a row is held out of everything that is
 * learned, to score the selected models once.
 *
 * @param training all that may be learned from
 * @param rows how many are held out
 */
public record HoldOut(Dataset<Row> training, Dataset<Row> heldOut, long rows) {
  /**
   * Parts the rows, which takes a scan of the column.
   *
   * @throws JobFailure CONFIGURATION if the column is not there or not boolean; BAD_DATA if it is
   *     missing in a row, or the same in all
   */
  public static HoldOut of(Dataset<Row> rows, String name) {
    StructField field = Schemas.field(rows.schema(), name, "holdout");
    if (!(field.dataType() instanceof BooleanType)) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          String.format(
              Locale.ROOT,
              "holdout column '%s' is of type %s; it must be boolean: true for rows that are never"
                  + " trained on",
              name,
              field.dataType().catalogString()));
    }
    Column column = ExactName.column(name);
    long held = 0;
    long trained = 0;
    long missing = 0;
    for (Row count : counted(rows, column)) {
      if (count.isNullAt(0)) {
        missing = count.getLong(1);
      } else if (count.getBoolean(0)) {
        held = count.getLong(1);
      } else {
        trained = count.getLong(1);
      }
    }
    require(name, held, trained, missing);
    return new HoldOut(rows.where(functions.not(column)), rows.where(column), held);
  }

  private static List<Row> counted(Dataset<Row> rows, Column column) {
    return JobDescription.during(
        rows.sparkSession().sparkContext(),
        "folds.holdout: counting the rows held out",
        () -> rows.select(column.as("held")).groupBy("held").count().collectAsList());
  }

  private static void require(String name, long held, long trained, long missing) {
    String wrong = null;
    if (missing > 0) {
      wrong =
          "is null in %d rows, which are then neither held out nor trained on; fill it in or leave"
                  .formatted(missing)
              + " such rows out (where)";
    } else if (held == 0) {
      wrong =
          "is true in no row: nothing is held out; leave folds.holdout out, or check the column";
    } else if (trained == 0) {
      wrong = "is true in all %d rows: none is left to train on; check the column".formatted(held);
    }
    if (wrong != null) {
      throw new JobFailure(
          ExitCode.BAD_DATA, "folds.holdout: column '%s' ".formatted(name) + wrong);
    }
  }
}
