package io.glidepath.ml;

import io.glidepath.design.CacheRequest;
import io.glidepath.design.RowCache;
import io.glidepath.family.Family;

/**
 * What a sweep of so many columns needs in memory besides rows that are kept.
 *
 * <pre>
 *   moments of one training set   m = 8 (p + 1)^2 bytes
 *   models of all folds           c = 8 p x number of models
 *   driver                        folds x m, 5 m to work with, m for each core that solves a path,
 *                                 coefficients of all fold models
 *   task                          folds x m, 64 MiB of row buffers, one m on its way
 * </pre>
 *
 * <p>A loss that is not quadratic needs more: the driver the curvature of about 40 anchors for each
 * training set, m each, c once more as gradients, and what it receives of a pass (16 c, 256 MiB at
 * most); a task 4 c (models, those of the other folds side by side, their gradients on the way and
 * in sum), the curvature of 4 anchors a fold instead of moments, and twice the row buffers.
 *
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
public record SweepMemory(long driverBytes, long taskBytes) {
  private static final long BUFFERS = 64L << 20;
  private static final long RECEIVED = 256L << 20;
  private static final long PLENTY = 1L << 50;
  private static final int ANCHORS = 40;
  private static final int ANCHORS_AT_ONCE = 4;

  /**
   * @param folds number of folds, 0 without cross-validation
   * @param gridPoints of one training set
   */
  public static SweepMemory of(int columns, int folds, int gridPoints, Family family) {
    double moments = 8.0 * (columns + 1.0) * (columns + 1.0);
    double sets = Math.max(1, folds);
    int solvers = Runtime.getRuntime().availableProcessors();
    double models = gridPoints * (folds + 1.0);
    double coefficients = 8.0 * columns * models + 24.0 * columns * gridPoints;
    double driver = (sets + 5 + solvers) * moments + coefficients;
    double task = sets * moments + BUFFERS + 2 * moments;
    if (!family.quadratic()) {
      double all = 8.0 * columns * models;
      driver += ANCHORS * (folds + 1.0) * moments + all + Math.min(RECEIVED, 16 * all);
      task = Math.max(task, 2.0 * BUFFERS + 4 * all + ANCHORS_AT_ONCE * sets * moments);
    }
    return new SweepMemory(bytes(driver), bytes(task));
  }

  /** Rows to be kept beside it. */
  public CacheRequest beside(RowCache asked) {
    return new CacheRequest(asked, driverBytes, taskBytes);
  }

  /** Capped where no memory reaches, so that sums of it do not wrap around. */
  private static long bytes(double bytes) {
    return (long) Math.min(bytes, PLENTY);
  }
}
