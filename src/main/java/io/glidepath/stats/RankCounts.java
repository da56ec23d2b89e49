package io.glidepath.stats;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Weights of zeros and ones in 8,192 bins of one model's keys ({@link RankSums}): 64 KB of floats,
 * and 16 KB that tell which bins hold one key only, whose rows are ties: those of a model of few
 * 0/1 columns, or of none.
 *
 * <p>If the predictors are about normal, no bin holds more than 1.2 / 8,192 of either class, and
 * the area under the curve is right to 8e-5, typically much better.
 */
final class RankCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int BIN_BITS = 13;
  private static final int BINS = 1 << BIN_BITS;

  /** Below the bin: two of the 2^16 places in it are given up for marks. */
  private static final int PLACE_BITS = 16;

  private static final double KEYS = 1L << (BIN_BITS + PLACE_BITS);

  private static final char EMPTY = 0;
  private static final char MIXED = 1;

  /** Beyond z = 64 keys get coarse: equal ones are no ties. */
  private static final int HIGHEST_TIE = (int) (KEYS * (0.5 + 32 / Math.sqrt(2 + 64.0 * 64)));

  private static final int LOWEST_TIE = (int) (KEYS * (0.5 - 32 / Math.sqrt(2 + 64.0 * 64)));

  /** Zeros and ones of bin 0, of bin 1, ... */
  private transient float[] sums = new float[2 * BINS];

  /** The place of the only key in a bin, or a mark. */
  private transient char[] places = new char[BINS];

  /** The key of a value of the distribution function. */
  static int key(double u) {
    return Math.min((int) KEYS - 1, (int) (u * KEYS));
  }

  /** Whether rows of this key count as equal. */
  static boolean tie(int key) {
    return key >= LOWEST_TIE && key <= HIGHEST_TIE;
  }

  /**
   * Adds rows.
   *
   * @param ones 1 for a one, 0 for a zero
   */
  void add(int[] keys, float[] weights, int[] ones, int rows) {
    for (int r = 0; r < rows; r++) {
      int key = keys[r];
      int bin = key >> PLACE_BITS;
      sums[2 * bin + ones[r]] += weights[r];
      char place = places[bin];
      if (place != MIXED) {
        places[bin] = join(place, tie(key) ? place(key) : MIXED);
      }
    }
  }

  private static char place(int key) {
    return (char) Math.max(MIXED + 1, key & ((1 << PLACE_BITS) - 1));
  }

  private static char join(char a, char b) {
    return a == EMPTY || a == b ? b : b == EMPTY ? a : MIXED;
  }

  /** Adds the rows of another, weights times a scale. */
  void combine(RankCounts other, double scale) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (float) (other.sums[i] * scale);
    }
    for (int bin = 0; bin < BINS; bin++) {
      places[bin] = join(places[bin], other.places[bin]);
    }
  }

  /** Gives the bins to an area, in order. */
  void into(RankArea area) {
    for (int bin = 0; bin < BINS; bin++) {
      area.next(sums[2 * bin], sums[2 * bin + 1], places[bin] != MIXED);
    }
  }

  /** Runs of empty bins take few bytes, and so do small whole sums, the common ones. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    for (int bin = 0; bin < BINS; bin++) {
      out.writeChar(places[bin]);
      if (places[bin] == EMPTY) {
        int run = 1;
        for (; bin + 1 < BINS && places[bin + 1] == EMPTY; bin++) {
          run++;
        }
        out.writeShort(run);
      } else {
        write(out, sums[2 * bin]);
        write(out, sums[2 * bin + 1]);
      }
    }
  }

  private static void write(ObjectOutputStream out, float sum) throws IOException {
    if (sum == (byte) sum) {
      out.writeByte((byte) sum);
    } else {
      out.writeByte(-1);
      out.writeFloat(sum);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    sums = new float[2 * BINS];
    places = new char[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      char place = in.readChar();
      if (place == EMPTY) {
        bin += in.readShort() - 1;
      } else {
        places[bin] = place;
        sums[2 * bin] = read(in);
        sums[2 * bin + 1] = read(in);
      }
    }
  }

  private static float read(ObjectInputStream in) throws IOException {
    byte whole = in.readByte();
    return whole >= 0 ? whole : in.readFloat();
  }
}
