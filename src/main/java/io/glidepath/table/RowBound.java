package io.glidepath.table;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How many rows a table or query has, as far as Parquet footers tell without a scan.
 *
 * <p>Footers count the rows of whole files. A {@code where}, a filter or an aggregation of the
 * query can only make them fewer: the count is then an upper bound. After a join nothing is known.
 *
 * @param rows absent when footers do not tell
 * @param exact whether it is the number of rows and not only an upper bound
 */
public record RowBound(OptionalLong rows, boolean exact) {

  static final RowBound UNKNOWN = new RowBound(OptionalLong.empty(), false);

  static RowBound exactly(long rows) {
    return new RowBound(OptionalLong.of(rows), true);
  }

  RowBound orFewer() {
    return new RowBound(rows, false);
  }

  RowBound plus(RowBound other) {
    return rows.isPresent() && other.rows.isPresent()
        ? new RowBound(
            OptionalLong.of(rows.getAsLong() + other.rows.getAsLong()), exact && other.exact)
        : UNKNOWN;
  }

  /**
   * In words for the user: {@code 2930}, {@code at most 2930} or {@code unknown (only a scan
   * tells)}.
   */
  @Override
  public String toString() {
    if (rows.isEmpty()) {
      return "unknown (only a scan tells)";
    }
    return String.format(Locale.ROOT, exact ? "%d" : "at most %d", rows.getAsLong());
  }
}
