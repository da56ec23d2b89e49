package io.glidepath.design;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Where to cut rows into blocks of equally many, exactly, by counting. A cut is wanted before the
 * row of rank round(n k / blocks) and lies at the nearer end of the rows that share its value (at
 * the earlier one if both are as near), but never before the first row or behind the last.
 *
 * <p>The values that hold a wanted rank are looked for in intervals, which a scan cuts into bins
 * and counts; the bins that hold the ranks are the next intervals, until each is one value. Cost:
 * some four scans of the column, as every one makes intervals 16 to {@value #MOST_BINS} times
 * shorter; so many numbers at most come to the driver.
 */
final class TimeCuts {
  private static final int MOST_BINS = 1 << 16;
  private static final int FEWEST_BINS = 16;

  private final PositiveRows positive;

  TimeCuts(PositiveRows positive) {
    this.positive = positive;
  }

  /**
   * The cuts, ascending: each is the first value behind it. Fewer than blocks - 1 where cuts meet.
   */
  long[] into(int blocks) {
    Column value = functions.col(PositiveRows.VALUE);
    Row range =
        positive
            .collected(
                "first and last",
                positive
                    .rows()
                    .agg(
                        functions.min(value),
                        functions.max(value),
                        functions.count(value),
                        functions.count(functions.lit(1))))
            .get(0);
    long rows = range.getLong(2);
    positive.requirePresent(range.getLong(3) - rows);
    if (rows == 0) {
      return new long[0];
    }
    Interval all = new Interval(range.getLong(0), range.getLong(1), 0, rows);
    TreeMap<Long, Interval> byRank = new TreeMap<>();
    for (int k = 1; k < blocks; k++) {
      long rank = Math.round((double) rows * k / blocks);
      if (rank > 0 && rank < rows) {
        byRank.put(rank, all);
      }
    }
    while (byRank.values().stream().anyMatch(i -> !i.isOneValue())) {
      refine(byRank);
    }
    TreeSet<Long> cuts = new TreeSet<>();
    byRank.forEach(
        (rank, held) -> {
          long behind = held.before() + held.rows();
          boolean earlier = held.before() > 0 && rank - held.before() <= behind - rank;
          if (earlier) {
            cuts.add(held.low());
          } else if (behind < rows) {
            cuts.add(held.low() + 1);
          } else if (held.before() > 0) {
            cuts.add(held.low());
          }
        });
    return cuts.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Values from low to high.
   *
   * @param before how many rows have smaller ones
   * @param rows how many have these
   */
  record Interval(long low, long high, long before, long rows) {
    boolean isOneValue() {
      return low == high;
    }
  }

  private void refine(TreeMap<Long, Interval> byRank) {
    List<Interval> open = byRank.values().stream().distinct().filter(i -> !i.isOneValue()).toList();
    Bins bins = Bins.of(open, Math.max(FEWEST_BINS, MOST_BINS / open.size()));
    Column bin = functions.udf(bins, DataTypes.LongType).apply(functions.col(PositiveRows.VALUE));
    Dataset<Row> counts =
        positive.rows().groupBy(bin.as("bin")).agg(functions.count(functions.lit(1)));
    TreeMap<Long, Long> found = new TreeMap<>();
    positive
        .collected("where blocks end", counts)
        .forEach(
            row -> {
              if (!row.isNullAt(0)) {
                found.put(row.getLong(0), row.getLong(1));
              }
            });
    byRank.replaceAll((rank, held) -> held.isOneValue() ? held : bins.holding(rank, held, found));
  }

  /**
   * How intervals are cut into bins, numbered through. A plain class: it travels with the tasks.
   */
  static final class Bins implements UDF1<Long, Long> {
    private static final long serialVersionUID = 1;

    private final long[] lows;
    private final long[] highs;

    /** Of a bin of each interval, an unsigned number: intervals may be longer than a long. */
    private final long[] widths;

    private final int bins;

    private Bins(long[] lows, long[] highs, long[] widths, int bins) {
      this.lows = lows;
      this.highs = highs;
      this.widths = widths;
      this.bins = bins;
    }

    /** In the order of the intervals, which do not meet. */
    static Bins of(List<Interval> intervals, int bins) {
      return new Bins(
          intervals.stream().mapToLong(Interval::low).toArray(),
          intervals.stream().mapToLong(Interval::high).toArray(),
          intervals.stream()
              .mapToLong(i -> Long.divideUnsigned(i.high() - i.low(), bins) + 1)
              .toArray(),
          bins);
    }

    @Override
    public Long call(Long value) {
      if (value == null) {
        return null;
      }
      int at = Arrays.binarySearch(lows, value);
      int interval = at >= 0 ? at : -at - 2;
      if (interval < 0 || value > highs[interval]) {
        return null;
      }
      long bin = Long.divideUnsigned(value - lows[interval], widths[interval]);
      return (long) interval * bins + bin;
    }

    /** The bin of an interval that holds a rank. */
    Interval holding(long rank, Interval held, TreeMap<Long, Long> counts) {
      int interval = Arrays.binarySearch(lows, held.low());
      long first = (long) interval * bins;
      long before = held.before();
      for (var bin : counts.subMap(first, first + bins).entrySet()) {
        if (before + bin.getValue() > rank) {
          long low = held.low() + (bin.getKey() - first) * widths[interval];
          long high = low + widths[interval] - 1;
          boolean last = Long.compareUnsigned(held.high() - low, widths[interval]) < 0;
          return new Interval(low, last ? held.high() : high, before, bin.getValue());
        }
        before += bin.getValue();
      }
      throw new IllegalStateException(
          "rank " + rank + " is not among the rows counted: they changed");
    }
  }
}
