package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Map;

/** A row of a published table, its values by the names of their columns. */
public final class TableRow {
  private final String table;
  private final Map<String, Integer> positions;
  private final Object[] values;

  /**
   * @param table its name, for messages
   * @param positions of the columns in {@code values}
   * @param values boxed; null is what is not defined
   */
  TableRow(String table, Map<String, Integer> positions, Object[] values) {
    this.table = table;
    this.positions = positions;
    this.values = values;
  }

  /** A number, NaN where it is not defined. */
  public double number(String column) {
    return value(column) instanceof Double number ? number : Double.NaN;
  }

  /** A whole number, which must be there, as all that follow. */
  public int integer(String column) {
    return present(column, Integer.class);
  }

  public String text(String column) {
    return present(column, String.class);
  }

  /** A text, null where there is none. */
  String textOrNull(String column) {
    return (String) value(column);
  }

  public boolean flag(String column) {
    return present(column, Boolean.class);
  }

  private <T> T present(String column, Class<T> type) {
    Object value = value(column);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new JobFailure(
        ExitCode.BAD_DATA,
        "The table "
            + table
            + " has a row without '"
            + column
            + "', so it is not as a run writes it. Run again with --force.");
  }

  private Object value(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(column + " of " + table + " was not asked for");
    }
    return values[position];
  }
}
