package io.glidepath.passes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A stretch of numbers as bytes. One of few different values, such as a level of a category or a
 * small whole number, takes a byte a row, or none if it is constant:
 *
 * <pre>
 *   number of different values k (8 bytes; 0: too many)
 *   k = 0   the numbers              k = 1   the number
 *   k &gt; 1   the k numbers, then their places, a byte each, filled up to 8 bytes
 * </pre>
 *
 * <p>Numbers are told apart by their bits. A stretch of many values is given up after the first few
 * hundred. Mutable, not thread-safe.
 */
final class Distinct {
  private static final int MOST = 256;
  private static final int SLOTS = 4 * MOST;

  private final double[] values = new double[MOST];

  /** Place plus one of the value in each slot, 0 where there is none. */
  private final short[] slots = new short[SLOTS];

  private byte[] places = new byte[0];

  /** Bytes of n numbers, at most. */
  static long most(int n) {
    return 8 + 8L * n;
  }

  void write(double[] numbers, int from, int n, ByteBuffer to) {
    int k = index(numbers, from, n);
    to.putLong(k);
    if (k == 0) {
      to.asDoubleBuffer().put(numbers, from, n);
      to.position(to.position() + 8 * n);
      return;
    }
    to.asDoubleBuffer().put(values, 0, k);
    to.position(to.position() + 8 * k);
    if (k > 1) {
      to.put(places, 0, n);
      to.position(to.position() + padding(n));
    }
  }

  static void read(ByteBuffer from, double[] numbers, int at, int n) {
    int k = (int) from.getLong();
    if (k == 0) {
      from.asDoubleBuffer().get(numbers, at, n);
      from.position(from.position() + 8 * n);
      return;
    }
    double[] values = new double[k];
    from.asDoubleBuffer().get(values);
    from.position(from.position() + 8 * k);
    if (k == 1) {
      Arrays.fill(numbers, at, at + n, values[0]);
      return;
    }
    byte[] bytes = from.array();
    int places = from.arrayOffset() + from.position();
    for (int i = 0; i < n; i++) {
      numbers[at + i] = values[bytes[places + i] & 0xff];
    }
    from.position(from.position() + n + padding(n));
  }

  private static int padding(int n) {
    return -n & 7;
  }

  /** How many different values there are; 0 if places would not save at least half. */
  private int index(double[] numbers, int from, int n) {
    int limit = Math.min(MOST, n / 4);
    places = places.length < n ? new byte[n] : places;
    Arrays.fill(slots, (short) 0);
    int k = 0;
    for (int i = 0; i < n; i++) {
      long bits = Double.doubleToRawLongBits(numbers[from + i]);
      int slot = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 54);
      while (slots[slot] != 0 && bits != Double.doubleToRawLongBits(values[slots[slot] - 1])) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      if (slots[slot] == 0) {
        if (k == limit) {
          return 0;
        }
        values[k] = numbers[from + i];
        slots[slot] = (short) ++k;
      }
      places[i] = (byte) (slots[slot] - 1);
    }
    return k;
  }
}
