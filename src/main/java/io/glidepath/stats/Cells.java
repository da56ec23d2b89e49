package io.glidepath.stats;

import io.glidepath.matrix.Repeats;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The cells that hold rows. What is summed over rows is summed by cell; a training set is a set of
 * cells, by position: all rows are the cells of the first repeat, and a model that holds out a cell
 * trains on the cells that {@link Repeats#trains} says: the others of the same repeat, or those
 * before it in time. The cells that some model holds out come first; the models are known by their
 * positions.
 */
public final class Cells {
  private final int[] names;
  private final double[] weights;
  private final Repeats repeats;

  /**
   * @param names numbers of the cells, ascending
   * @param weights their sums of row weights
   */
  public Cells(int[] names, double[] weights, Repeats repeats) {
    this.names = names;
    this.weights = weights;
    this.repeats = repeats;
  }

  /** Folds of rows that are dealt once. */
  public static Cells once(int[] folds, double[] weights) {
    return new Cells(folds, weights, Repeats.ONCE);
  }

  /**
   * Cells that are known by their folds and repeats.
   *
   * @param repeats of each, from 0, ascending; within a repeat the folds ascend
   */
  public static Cells of(int[] folds, int[] repeats, double[] weights) {
    int count = IntStream.of(repeats).max().orElse(0) + 1;
    int most = IntStream.of(folds).max().orElse(0) + 1;
    if (count == 1) {
      return once(folds, weights);
    }
    return new Cells(
        IntStream.range(0, folds.length).map(i -> repeats[i] * most + folds[i]).toArray(),
        weights,
        Repeats.of(most, count));
  }

  public int size() {
    return names.length;
  }

  /** How many of them some model holds out: the first ones. */
  public int folds() {
    return (int) IntStream.of(names).filter(repeats::isHeldOut).count();
  }

  /** Only those that some model holds out, which scores are of. */
  public Cells heldOut() {
    int folds = folds();
    return folds == size()
        ? this
        : new Cells(Arrays.copyOf(names, folds), Arrays.copyOf(weights, folds), repeats);
  }

  /** The number of the cell at a position. */
  public int name(int at) {
    return names[at];
  }

  public int[] names() {
    return names.clone();
  }

  /** Its fold, which has that number in each repeat. */
  public int fold(int at) {
    return repeats.fold(names[at]);
  }

  public int repeat(int at) {
    return repeats.repeat(names[at]);
  }

  public Repeats repeats() {
    return repeats;
  }

  public double weight(int at) {
    return weights[at];
  }

  public double[] weights() {
    return weights.clone();
  }

  /**
   * Whether a cell's rows train the models that hold something out; those of all rows train on the
   * first repeat.
   */
  public boolean trains(HeldOut held, int at) {
    return held.isNothing() ? repeat(at) == 0 : repeats.trains(names[held.position()], names[at]);
  }

  /** Positions of the cells that are trained on. */
  public IntStream training(HeldOut held) {
    return IntStream.range(0, names.length).filter(at -> trains(held, at));
  }

  /** The rows of the cell at a position. */
  public CellSet rows(int at) {
    return CellSet.of(names[at]);
  }

  /** The rows that are trained on. */
  public CellSet trainingRows(HeldOut held) {
    return CellSet.of(training(held).map(at -> names[at]).toArray());
  }

  /** Asks every cell's rows a question of their own, in order. */
  public <Q extends Serializable> List<Ask<Q>> askEach(IntFunction<Q> question) {
    return IntStream.range(0, names.length)
        .mapToObj(at -> new Ask<>(rows(at), question.apply(at)))
        .toList();
  }

  /** Asks the rows of every cell that is held out a question of their own, in order. */
  public <Q extends Serializable> List<Ask<Q>> askHeldOut(IntFunction<Q> question) {
    return heldOut().askEach(question);
  }

  /** Sum of the weights that are trained on. */
  public double trainingWeight(HeldOut held) {
    return training(held).mapToDouble(at -> weights[at]).sum();
  }

  /** The mean of values of all cells, by weight; NaN if one of them is. */
  public double mean(double[] values) {
    double sum = 0;
    double weight = 0;
    for (int at = 0; at < values.length; at++) {
      sum += weights[at] * values[at];
      weight += weights[at];
    }
    return sum / weight;
  }

  /** Positions of the cells of a repeat. */
  public int[] of(int repeat) {
    return IntStream.range(0, names.length).filter(at -> repeat(at) == repeat).toArray();
  }
}
