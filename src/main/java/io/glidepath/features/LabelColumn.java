package io.glidepath.features;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The column to predict, and how its values become numbers: numbers as they are, false 0 and true
 * 1, of two strings the positive one 1 and the other 0. That is done to rows to fit on only;
 * scoring needs no label.
 *
 * @param text whether the values are strings
 * @param positive the string that counts as 1; a text without it is refused, in time, by {@link
 *     #requirePositive} or with the values found by the {@link Profile}
 */
public record LabelColumn(String name, boolean text, Optional<String> positive) {

  /**
   * Goes on unless it is not said which of two strings counts as 1.
   *
   * @throws JobFailure 78 naming the setting
   */
  public void requirePositive() {
    if (text && positive.isEmpty()) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "columns.label: \""
              + name
              + "\" is a string; set columns.positive to the one of its two values that counts as"
              + " 1");
    }
  }

  /** The strings of a text as the profile names them. */
  String valueSql() {
    // whatever its collation, values are told apart by their bytes
    return Sql.level(Sql.quoted(name), DataTypes.StringType);
  }

  /** As a double, null where it is missing. */
  Column number() {
    if (!text) {
      return expr(Sql.number(Sql.quoted(name)));
    }
    // a literal of the API, so that no quote or backslash of it has a meaning
    Column value = expr(valueSql());
    return when(value.equalTo(lit(positive.orElseThrow())), 1.0).when(value.isNotNull(), 0.0);
  }
}
