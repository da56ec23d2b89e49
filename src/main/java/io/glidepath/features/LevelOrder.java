package io.glidepath.features;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.types.DataType;

/** The order of a category's levels. */
final class LevelOrder {
  /** By unsigned bytes of UTF-8, which is the order of code points: the same in every locale. */
  static final Comparator<String> UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** By value, the level of missing values first. */
  private static final Comparator<String> VALUE =
      (a, b) -> {
        boolean left = a.equals(Sql.MISSING);
        boolean right = b.equals(Sql.MISSING);
        if (left || right) {
          return Boolean.compare(right, left);
        }
        return new BigDecimal(a).compareTo(new BigDecimal(b));
      };

  private LevelOrder() {}

  static Comparator<String> of(DataType type) {
    return ColumnTypes.isNumber(type) ? VALUE : UTF8;
  }
}
