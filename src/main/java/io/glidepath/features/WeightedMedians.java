package io.glidepath.features;

import io.glidepath.features.Scan.ScanSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The exact weighted medians of some columns, all together, by radix selection.
 *
 * <p>With W the sum of the weights, let a be the smallest value for which the values up to a weigh
 * at least W/2, and b the smallest for which they weigh more than W/2. The median is a if a = b,
 * else their midpoint: with weights 1 the middle value, or the mean of the two middle ones. A row
 * of weight 2 counts as two rows. Weights whose sums are not exact in binary (0.1) may miss an
 * exact half.
 *
 * <p>Doubles are compared by their bits, in an order that is that of the numbers (-0 is 0). Every
 * pass weighs the next few bits of the values that share the bits found so far. Cost: 6 passes of
 * 11 bits, or 8 of 8 or 16 of 4 where that would send too much to the driver; 16 bytes for each of
 * 2^bits bins, column and partition.
 */
final class WeightedMedians {
  private static final int[] DIGITS = {11, 8, 4};
  private static final long MOST_BYTES = 256L << 20;

  private final Scan scan;
  private final int[] columns;

  /**
   * @param columns positions in the scan of the columns to take medians of
   */
  WeightedMedians(Scan scan, int[] columns) {
    this.scan = scan;
    this.columns = columns.clone();
  }

  /** One median for each column; NaN where it has no value. */
  double[] values() {
    int digit = digit();
    long[][] prefixes = new long[columns.length][2];
    LongSum[][] below = new LongSum[columns.length][2];
    double[] totals = new double[columns.length];
    for (LongSum[] pair : below) {
      Arrays.setAll(pair, i -> new LongSum());
    }
    for (int fixed = 0; fixed < Long.SIZE; fixed += digit) {
      int bits = Math.min(digit, Long.SIZE - fixed);
      LongSum[][][] bins = weigh(prefixes, fixed, bits);
      for (int c = 0; c < columns.length; c++) {
        if (fixed == 0) {
          totals[c] = total(bins[c][0]);
        }
        for (int side = 0; side < 2; side++) {
          int chosen = choose(bins[c][side], below[c][side], totals[c], side == 1);
          prefixes[c][side] = (prefixes[c][side] << bits) | chosen;
        }
      }
    }
    double[] medians = new double[columns.length];
    for (int c = 0; c < columns.length; c++) {
      medians[c] =
          totals[c] == 0 ? Double.NaN : midpoint(number(prefixes[c][0]), number(prefixes[c][1]));
    }
    return medians;
  }

  private int digit() {
    long series = 16L * 2 * columns.length * Math.max(1, scan.partitions());
    for (int digit : DIGITS) {
      if (series << digit <= MOST_BYTES) {
        return digit;
      }
    }
    return DIGITS[DIGITS.length - 1];
  }

  private LongSum[][][] weigh(long[][] prefixes, int fixed, int bits) {
    ScanSettings settings = scan.settings();
    int[] positions = columns;
    LongSum[][][] merged =
        scan.run(
            "medians to fill in: bits " + fixed + " to " + (fixed + bits),
            partition -> weigh(partition, settings, positions, new Digit(prefixes, fixed, bits)),
            WeightedMedians::merged);
    for (int c = 0; c < columns.length; c++) {
      if (merged[c][1] == null) {
        merged[c][1] = merged[c][0];
      }
    }
    return merged;
  }

  /** The bits that a pass looks at, behind those that are known. */
  private static final class Digit implements java.io.Serializable {
    private final long[][] prefixes;
    private final int fixed;
    private final int bits;

    Digit(long[][] prefixes, int fixed, int bits) {
      this.prefixes = prefixes;
      this.fixed = fixed;
      this.bits = bits;
    }

    boolean begins(long key, int column, int side) {
      return fixed == 0 || key >>> (Long.SIZE - fixed) == prefixes[column][side];
    }

    int of(long key) {
      return (int) (key << fixed >>> (Long.SIZE - bits));
    }

    /** Both medians of a column are mostly still in one place, and then share their bins. */
    boolean isShared(int column) {
      return prefixes[column][0] == prefixes[column][1];
    }
  }

  private static LongSum[][][] weigh(
      Iterator<InternalRow> partition, ScanSettings settings, int[] positions, Digit digit) {
    LongSum[][][] bins = new LongSum[positions.length][2][];
    for (int c = 0; c < positions.length; c++) {
      bins[c][0] = new LongSum[1 << digit.bits];
      bins[c][1] = digit.isShared(c) ? null : new LongSum[1 << digit.bits];
    }
    ScanRow look = settings.row(new ScanCounts(settings.size(), 0));
    while (partition.hasNext()) {
      InternalRow row = partition.next();
      if (!look.uses(row)) {
        continue;
      }
      for (int c = 0; c < positions.length; c++) {
        if (look.isPresent(positions[c])) {
          long key = key(row.getDouble(positions[c] + 1));
          for (int side = 0; side < 2; side++) {
            if (bins[c][side] != null && digit.begins(key, c, side)) {
              add(bins[c][side], digit.of(key), look.weight());
            }
          }
        }
      }
    }
    return bins;
  }

  private static void add(LongSum[] bins, int bin, double weight) {
    if (bins[bin] == null) {
      bins[bin] = new LongSum();
    }
    bins[bin].add(weight);
  }

  private static LongSum[][][] merged(LongSum[][][] left, LongSum[][][] right) {
    for (int c = 0; c < left.length; c++) {
      for (int side = 0; side < 2; side++) {
        LongSum[] sums = left[c][side];
        for (int b = 0; sums != null && b < sums.length; b++) {
          LongSum other = right[c][side][b];
          if (sums[b] == null) {
            sums[b] = other;
          } else if (other != null) {
            sums[b].add(other);
          }
        }
      }
    }
    return left;
  }

  private static double total(LongSum[] bins) {
    LongSum total = new LongSum();
    for (LongSum bin : bins) {
      if (bin != null) {
        total.add(bin);
      }
    }
    return total.value();
  }

  /** The bin in which the weight passes one half; the bins before it are added to {@code below}. */
  private static int choose(LongSum[] bins, LongSum below, double total, boolean beyond) {
    List<Integer> filled = new ArrayList<>();
    for (int b = 0; b < bins.length; b++) {
      if (bins[b] != null) {
        filled.add(b);
      }
    }
    for (int i = 0; i < filled.size(); i++) {
      int b = filled.get(i);
      LongSum with = new LongSum();
      with.add(below);
      with.add(bins[b]);
      double twice = 2 * with.value();
      // rounding must not carry the search past the last value there is
      if (i == filled.size() - 1 || (beyond ? twice > total : twice >= total)) {
        return b;
      }
      below.add(bins[b]);
    }
    return 0;
  }

  private static long key(double x) {
    // adding 0 makes -0 a 0
    long bits = Double.doubleToLongBits(x + 0.0);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  private static double number(long key) {
    return Double.longBitsToDouble(key < 0 ? key ^ Long.MIN_VALUE : ~key);
  }

  private static double midpoint(double a, double b) {
    return a == b ? a : a / 2 + b / 2;
  }
}
