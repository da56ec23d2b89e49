package io.glidepath.path;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How large a sweep is, for an engine to foretell what memory it needs.
 *
 * @param columns of the design, p
 * @param sparseProducts with sparse columns, about how many numbers the products of pairs of
 *     columns take; empty without
 * @param rows how many there are, if that is known
 * @param atHand whether they are brought to the driver
 * @param folds number of folds, 0 without cross-validation
 * @param sweep the grid of one training set
 * @param readingBytes what a task needs for rows on their way
 * @param receivingBytes what the driver keeps at most of what tasks send in one pass
 */
public record SweepSize(
    int columns,
    OptionalDouble sparseProducts,
    OptionalLong rows,
    boolean atHand,
    int folds,
    SweepSpec sweep,
    long readingBytes,
    long receivingBytes) {

  /** How many rows there are, where these are brought to the driver; empty elsewhere. */
  public OptionalLong rowsAtHand() {
    return atHand ? rows : OptionalLong.empty();
  }

  /** Of one training set. */
  public int gridPoints() {
    return sweep.points();
  }

  /** How many paths are solved at a time on the driver, at most. */
  public int solvers() {
    return Math.min(Runtime.getRuntime().availableProcessors(), sweep.alphas());
  }

  /** What the models of all rows take as they are published. */
  public double publishedBytes() {
    return SparseCoefficients.BYTES * sweep.coefficients(columns, rows);
  }

  /** What the moments of columns by themselves take, for want of pairs. */
  public double columnBytes() {
    return 48.0 * columns;
  }

  /** Number of cells with sums of their own. */
  public int cells() {
    return Math.max(1, folds);
  }

  /** A number for each column of each model, of all training sets. */
  public double coefficientBytes() {
    return 8.0 * columns * gridPoints() * (folds + 1.0);
  }
}
