package io.glidepath.stats;

import io.glidepath.matrix.Block;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Areas under the ROC curve of several models' linear predictors on the same rows: the weighted
 * share of pairs of a one and a zero in which the one has the larger eta, ties counted half.
 *
 * <p>Every eta becomes a key, floor(2^29 u) with u its place ({@link PredictorPlaces}).
 *
 * <p>Equal keys are ties: within 1e-8 spreads of each other at the centre, which is far above the
 * rounding errors of eta, by which rows that are equal in a model's columns may differ. Up to 4,096
 * rows the keys themselves are kept and the area is exact; then they are counted in bins ({@link
 * RankCounts}), and {@link #error} bounds what that may have changed. Rows are counted 4,096 at a
 * time, so that the bins of many models are not drawn through the caches for every block.
 *
 * <p>Results do not depend on the order of rows and calls, but for rounding: 1e-13 exact, 1e-7 in
 * bins if weights are not whole numbers. Memory: 4 bytes a row and model while exact, at most 16
 * KB, and 80 KB a model from then on. Mutable, not thread-safe.
 */
final class RankSums implements Serializable {
  private static final long serialVersionUID = 1;

  /** So many rows are exact. */
  static final int EXACT = 4096;

  /** Room for the index of a row below its key. */
  private static final int INDEX_BITS = Integer.SIZE;

  private final PredictorPlaces places;

  /** Keys of the rows that are not counted yet, by model. */
  private final int[][] keys;

  /** Their weights, negative for zeros, in units of 2^exponent. */
  private double[] weights = new double[0];

  private transient double[] place;
  private int rows;

  /** Of the first weight: the bins hold floats, and weights may be of any size. */
  private int exponent;

  private boolean empty = true;

  /** By model; null while all rows wait. */
  private RankCounts[] counts;

  RankSums(RankBins bins) {
    places = new PredictorPlaces(bins);
    keys = new int[places.models()][0];
  }

  /** Makes room for the rows of a block, whose etas are then to be given once for every model. */
  void open(Block block) {
    int n = block.rows();
    if (n == 0) {
      return;
    }
    if (empty) {
      exponent = Math.getExponent(block.weights()[0]);
      empty = false;
    }
    reserve(n);
    double scale = Math.scalb(1.0, -exponent);
    for (int r = 0; r < n; r++) {
      double w = block.weights()[r] * scale;
      weights[rows + r] = block.labels()[r] > 0 ? w : -w;
    }
    rows += n;
  }

  /** The etas of model k for the rows of the block last opened, n from a position on. */
  void accept(int k, double[] eta, int from, int n) {
    int[] to = keys[k];
    place = Predictor.room(place, n);
    places.of(k, eta, from, n, place);
    for (int r = 0, at = rows - n; r < n; r++, at++) {
      to[at] = RankCounts.key(place[r]);
    }
  }

  private void reserve(int n) {
    if (rows > 0 && rows + n > EXACT) {
      count();
    }
    if (weights.length < rows + n) {
      int size = Math.max(rows + n, Math.min(EXACT, 2 * weights.length));
      weights = Arrays.copyOf(weights, size);
      for (int k = 0; k < keys.length; k++) {
        keys[k] = Arrays.copyOf(keys[k], size);
      }
    }
  }

  private void count() {
    if (counts == null) {
      counts = new RankCounts[keys.length];
      Arrays.setAll(counts, k -> new RankCounts());
    }
    addTo(counts, 1);
    rows = 0;
  }

  /** Counts the waiting rows, weights times a scale. */
  private void addTo(RankCounts[] sums, double scale) {
    float[] absolute = new float[rows];
    int[] ones = new int[rows];
    for (int r = 0; r < rows; r++) {
      absolute[r] = (float) Math.abs(weights[r] * scale);
      ones[r] = weights[r] > 0 ? 1 : 0;
    }
    for (int k = 0; k < keys.length; k++) {
      sums[k].add(keys[k], absolute, ones, rows);
    }
  }

  /** Adds the rows of another, which stays as it is. */
  void combine(RankSums other) {
    if (other.empty) {
      return;
    }
    if (empty) {
      exponent = other.exponent;
      empty = false;
    }
    double scale = Math.scalb(1.0, other.exponent - exponent);
    if (other.counts != null) {
      count();
      for (int k = 0; k < keys.length; k++) {
        counts[k].combine(other.counts[k], scale);
      }
      other.addTo(counts, scale);
      return;
    }
    reserve(other.rows);
    for (int r = 0; r < other.rows; r++) {
      weights[rows + r] = other.weights[r] * scale;
    }
    for (int k = 0; k < keys.length; k++) {
      System.arraycopy(other.keys[k], 0, keys[k], rows, other.rows);
    }
    rows += other.rows;
  }

  /** The area of model k; NaN if a class is absent. */
  double auc(int k) {
    return area(k).value();
  }

  /** A bound of the error of {@link #auc}. */
  double error(int k) {
    return area(k).error();
  }

  private RankArea area(int k) {
    if (counts == null && rows > EXACT) {
      count();
    }
    RankArea area = new RankArea();
    if (counts == null) {
      sorted(k, area);
    } else {
      if (rows > 0) {
        count();
      }
      counts[k].into(area);
    }
    return area;
  }

  private void sorted(int k, RankArea area) {
    long[] order = new long[rows];
    for (int r = 0; r < rows; r++) {
      order[r] = (long) keys[k][r] << INDEX_BITS | r;
    }
    Arrays.sort(order);
    for (int i = 0; i < rows; ) {
      long key = order[i] >> INDEX_BITS;
      double ones = 0;
      double zeros = 0;
      for (; i < rows && order[i] >> INDEX_BITS == key; i++) {
        double w = weights[(int) order[i]];
        ones += Math.max(0, w);
        zeros += Math.max(0, -w);
      }
      area.next(zeros, ones, RankCounts.tie((int) key));
    }
  }

  /** Only what is used of the room for rows travels. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    if (counts != null) {
      count();
    }
    weights = Arrays.copyOf(weights, rows);
    for (int k = 0; k < keys.length; k++) {
      keys[k] = Arrays.copyOf(keys[k], rows);
    }
    out.defaultWriteObject();
  }
}
