package io.glidepath.passes;

/**
 * How the sums of a pass get to the driver.
 *
 * @param onExecutors whether they are merged there first, in groups of neighbouring partitions;
 *     else the driver takes those of every partition
 * @param groups how many sums of a fold reach the driver
 * @param oneByOne whether the driver fetches the merged sums one task after the other
 */
record MergePlan(boolean onExecutors, int groups, boolean oneByOne) {
  /** What the driver may receive at once; well below {@code spark.driver.maxResultSize}. */
  static final long RECEIVED = 256L << 20;

  /** Partitions whose sums may go to the driver without another stage. */
  private static final int FEW = 32;

  /**
   * @param partitions of the pass
   * @param bytes of the sums of one of them, all folds together
   */
  static MergePlan of(int partitions, long bytes) {
    long affordable = RECEIVED / Math.max(1, bytes);
    if (partitions <= Math.min(FEW, affordable)) {
      return new MergePlan(false, partitions, false);
    }
    // the square root: as many parts go into a merged sum as merged sums to the driver
    double groups = Math.min(Math.ceil(Math.sqrt(partitions)), affordable);
    return new MergePlan(true, (int) Math.max(1, groups), affordable == 0);
  }
}
