package io.glidepath.design;

/**
 * How many rows a block holds.
 *
 * <pre>
 *   height(p, F) = odd8( max(64, min(4096, max(256, 1 MiB / 8p), 64 MiB / 8pF)) )
 * </pre>
 *
 * for p design columns and F folds seen so far in the partition. A block of a narrow table is thus
 * about 1 MiB (it stays in the second-level cache between being filled and being used), one of a
 * wide table at least 256 rows (level-3 BLAS needs that many to be fast), and all buffers of a task
 * together about 64 MiB, until 64 rows a fold alone take more. A buffer starts at 72 rows and grows
 * fourfold, so that folds of few rows take little.
 *
 * <p>odd8 rounds to an odd multiple of 8: columns then start in different cache sets, where with a
 * power of two they would all fall into one.
 */
final class BlockSize {
  /** Rows of a buffer that is new. */
  static final int FIRST = 72;

  private static final long TARGET_BYTES = 1L << 20;
  static final long TASK_BYTES = 64L << 20;
  private static final int MOST = 4096;
  private static final int WIDE = 256;
  private static final int LEAST = 64;

  private BlockSize() {}

  static int height(int width, int folds) {
    long rowBytes = 8L * Math.max(1, width);
    long wanted = Math.min(MOST, Math.max(WIDE, TARGET_BYTES / rowBytes));
    long affordable = TASK_BYTES / (rowBytes * Math.max(1, folds));
    return odd8((int) Math.max(LEAST, Math.min(wanted, affordable)));
  }

  /** The next size on the way from {@code stride} to {@code limit}; not above the limit. */
  static int grown(int stride, int limit) {
    return Math.min(odd8(4 * stride), limit);
  }

  private static int odd8(int rows) {
    return 8 * ((rows / 8 - 1) | 1);
  }
}
