package io.glidepath.matrix;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A sum for each pair of columns that has been met: a hash table with open addressing, 16 bytes a
 * place and at most two places in three taken. Only what is taken travels.
 */
final class PairSums implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SMALLEST = 64;
  private static final long EMPTY = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** What is done with a pair and its sum. */
  @FunctionalInterface
  interface Visitor {
    void visit(int left, int right, double sum);
  }

  private transient long[] keys;
  private transient double[] sums;
  private transient int size;

  PairSums() {
    allocate(SMALLEST);
  }

  private void allocate(int places) {
    keys = new long[places];
    sums = new double[places];
    Arrays.fill(keys, EMPTY);
    size = 0;
  }

  /** Number of pairs. */
  int size() {
    return size;
  }

  /** Adds to the sum of a pair of columns, the smaller first. */
  void add(int left, int right, double value) {
    add(((long) left << Integer.SIZE) | right, value);
  }

  private void add(long key, double value) {
    int at = place(key);
    if (keys[at] == EMPTY) {
      if (3L * (size + 1) > 2L * keys.length) {
        grow();
        at = place(key);
      }
      keys[at] = key;
      size++;
    }
    sums[at] += value;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * SPREAD) >>> Integer.SIZE) & mask;
    while (keys[at] != key && keys[at] != EMPTY) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldSums = sums;
    allocate(Math.multiplyExact(2, oldKeys.length));
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        add(oldKeys[i], oldSums[i]);
      }
    }
  }

  void add(PairSums other) {
    for (int i = 0; i < other.keys.length; i++) {
      if (other.keys[i] != EMPTY) {
        add(other.keys[i], other.sums[i]);
      }
    }
  }

  /** Takes a visitor to every pair, in no order. */
  void each(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        visitor.visit((int) (keys[i] >>> Integer.SIZE), (int) keys[i], sums[i]);
      }
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != EMPTY) {
        out.writeLong(keys[i]);
        out.writeDouble(sums[i]);
      }
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    int pairs = in.readInt();
    int places = SMALLEST;
    while (2L * places < 3L * (pairs + 1)) {
      places = Math.multiplyExact(2, places);
    }
    allocate(places);
    for (int i = 0; i < pairs; i++) {
      long key = in.readLong();
      add(key, in.readDouble());
    }
  }
}
