package io.glidepath.design;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How many rows a scan read, used and left out, and because of which columns.
 *
 * <p>{@code read = used + zeroWeight + rejected}. A row of weight 0 is as if it were not there: its
 * other values, even NaN, are not looked at. Every other row with a null, NaN or infinite value, a
 * negative weight, a vector of the wrong size or no fold is rejected, and counted in every column
 * that has such a fault (once a column, however many elements of a vector are bad). Columns without
 * faults take no space, so a tally is sent in some dozens of bytes.
 *
 * <p>{@link #combine} is associative and commutative, with {@link #empty} as its neutral element.
 * Not thread-safe while a scan fills it.
 */
public final class RowTally implements Serializable {
  private long read;
  private long used;
  private long zeroWeight;
  private String weightCol;
  private final TreeMap<Integer, ColumnTally> faults = new TreeMap<>();

  RowTally() {}

  /** No rows at all. */
  public static RowTally empty() {
    return new RowTally();
  }

  /** Rows read, of any weight. */
  long read() {
    return read;
  }

  /** Rows handed to the visitor. */
  public long used() {
    return used;
  }

  /** Rows left out because their weight is 0. */
  public long zeroWeight() {
    return zeroWeight;
  }

  /** Rows left out because a value is missing, infinite, negative or of the wrong size. */
  public long rejected() {
    return read - used - zeroWeight;
  }

  /** Rows with null or NaN in the named column, or in any element of its vector. */
  long missing(String column) {
    return sum(column, t -> t.missing);
  }

  /** Rows with an infinite value in the named column, or in any element of its vector. */
  long infinite(String column) {
    return sum(column, t -> t.infinite);
  }

  /** Rows whose vector in the named column is not of the size of the design. */
  long wrongWidth(String column) {
    return sum(column, t -> t.wrongWidth);
  }

  /** Rows whose vector in the named column has an index twice, out of order or out of range. */
  long wrongIndices(String column) {
    return sum(column, t -> t.wrongIndices);
  }

  /** The tally of both parts together; neither is changed. */
  public RowTally combine(RowTally other) {
    RowTally both = new RowTally();
    both.add(this);
    both.add(other);
    return both;
  }

  /**
   * Goes on only if every row could be used and there is one at all.
   *
   * @throws JobFailure BAD_DATA that names every column at fault with its counts and what to set
   */
  public void requireClean() {
    if (!faults.isEmpty()) {
      String complaints =
          faults.values().stream().map(ColumnTally::complaint).collect(Collectors.joining("\n"));
      throw new JobFailure(
          ExitCode.BAD_DATA,
          String.format(
              Locale.ROOT, "%d of %d rows cannot be used:%n%s", rejected(), read, complaints));
    }
    if (used == 0) {
      throw new JobFailure(ExitCode.BAD_DATA, nothingLeft());
    }
  }

  private String nothingLeft() {
    if (read == 0) {
      return "there are no rows: the input is empty, or a where or input.query keeps none";
    }
    return String.format(
        Locale.ROOT,
        "all %d rows have weight 0 in column '%s' (columns.weight): at least one weight must be above 0",
        read,
        weightCol);
  }

  private long sum(String column, ToLongFunction<ColumnTally> count) {
    return faults.values().stream().filter(t -> t.name.equals(column)).mapToLong(count).sum();
  }

  private void add(RowTally other) {
    read += other.read;
    used += other.used;
    zeroWeight += other.zeroWeight;
    weightCol = weightCol == null ? other.weightCol : weightCol;
    for (Map.Entry<Integer, ColumnTally> e : other.faults.entrySet()) {
      ColumnTally mine = faults.get(e.getKey());
      if (mine == null) {
        faults.put(e.getKey(), e.getValue().copy());
      } else {
        mine.add(e.getValue());
      }
    }
  }

  void countRead(long rows) {
    read += rows;
  }

  void countUsed(long rows) {
    used += rows;
  }

  void countZeroWeight(Input weight) {
    zeroWeight++;
    weightCol = weight.name();
  }

  /** The counts of one column, made when a first fault is found in it. */
  ColumnTally of(Input input) {
    return faults.computeIfAbsent(input.position(), p -> new ColumnTally(input));
  }
}
