package io.glidepath.matrix;

import java.io.Serializable;
import java.util.Locale;

/**
 * How often rows are dealt into folds anew, how that is written in one number, and which cells
 * train the models that hold out another. A row is in one cell of each repeat: in fold f of repeat
 * r it is in cell r K + f, with K folds a repeat. All its cells together are its code, sum_r f_r
 * K^r. A model trains on the other cells of the repeat; with folds that go {@link #forward} in
 * time, on the earlier ones.
 *
 * <p>A class and not a record because it crosses the wire, maybe by Kryo.
 */
public final class Repeats implements Serializable {
  private static final long serialVersionUID = 1;

  /** Codes are whole numbers that a double holds exactly. */
  private static final long MOST_CODES = 1L << 53;

  /** Rows are dealt once, into folds of any names: a cell is a fold. */
  public static final Repeats ONCE = new Repeats(0, 1, false);

  private final int folds;
  private final int count;
  private final boolean forward;

  private Repeats(int folds, int count, boolean forward) {
    this.folds = folds;
    this.count = count;
    this.forward = forward;
  }

  /**
   * Dealt once, into blocks that follow each other in time: the first block, which is never held
   * out, is cell K, so that those that are held out come first, cells 0 to K - 1 in their order.
   *
   * @param folds K, the number of blocks that are held out
   */
  public static Repeats forward(int folds) {
    return new Repeats(folds, 1, true);
  }

  /** Whether models train on what comes before the rows that they hold out, and not on the rest. */
  public boolean isForward() {
    return forward;
  }

  /** Whether some model holds out the rows of a cell. */
  public boolean isHeldOut(int cell) {
    return !forward || cell < folds;
  }

  /**
   * So many repeats of so many folds.
   *
   * @param folds K, at least 1 where there are several repeats
   * @throws IllegalArgumentException if there are more than {@link #most}
   */
  public static Repeats of(int folds, int count) {
    if (count < 1 || (count > 1 && (folds < 1 || count > most(folds)))) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d repeats of %d folds", count, folds));
    }
    return count == 1 ? ONCE : new Repeats(folds, count, false);
  }

  /** The largest number of repeats of so many folds, 2 at least: K^r is 2^53 at most. */
  public static int most(int folds) {
    int most = 0;
    for (long codes = MOST_CODES; codes >= folds; codes /= folds) {
      most++;
    }
    return most;
  }

  /** Folds of a repeat, those that are held out; 0 where rows are dealt once, into any. */
  public int folds() {
    return folds;
  }

  public int count() {
    return count;
  }

  public int repeat(int cell) {
    return count == 1 ? 0 : cell / folds;
  }

  public int fold(int cell) {
    return count == 1 ? cell : cell % folds;
  }

  /** Whether the rows of a cell train the models that hold out another: one of the same repeat. */
  public boolean trains(int held, int cell) {
    if (forward) {
      return cell < held || !isHeldOut(cell);
    }
    return held != cell && repeat(held) == repeat(cell);
  }

  /** The cell of a row in a repeat. */
  public int cell(double code, int repeat) {
    if (count == 1) {
      return (int) code;
    }
    long rest = (long) code;
    for (int r = 0; r < repeat; r++) {
      rest /= folds;
    }
    return repeat * folds + (int) (rest % folds);
  }
}
