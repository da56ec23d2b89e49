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
 * <p>A loss that is not quadratic needs more. Its engine takes as many models and anchors in a pass
 * as 128 MiB hold, b of models: the driver holds the curvature of some tens of anchors for each
 * training set, 512 MiB or six of them at most, m / 2 each; c twice more, for gradients by fold and
 * for the models of all folds; 6 b for those on their way, and what it receives of a pass, 256 MiB
 * at most. A task holds 4 b (models, those of the other folds side by side, their gradients on the
 * way and in sum), curvatures, and twice the row buffers.
 *
 * @param driverBytes of the driver, without its tasks
 * @param taskBytes of each task at work
 */
public record SweepMemory(long driverBytes, long taskBytes) {
  private static final long BUFFERS = 64L << 20;
  private static final long RECEIVED = 256L << 20;
  private static final long PLENTY = 1L << 50;
  private static final long PASS = 128L << 20;
  private static final long ANCHORED = 512L << 20;
  private static final int ANCHORS = 100;
  private static final int FEWEST_ANCHORS = 6;
  private static final int ANCHORS_AT_ONCE = 8;

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
      double batch = Math.min(PASS, all);
      double anchor = (folds + 1.0) * moments / 2;
      driver += Math.max(FEWEST_ANCHORS * anchor, Math.min(ANCHORED, ANCHORS * anchor));
      driver += 2 * all + 6 * batch + Math.min(RECEIVED, 16 * all);
      double curvatures =
          Math.max(sets * moments, Math.min(PASS, ANCHORS_AT_ONCE * sets * moments));
      task = Math.max(task, 2.0 * BUFFERS + 4 * batch + curvatures);
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
