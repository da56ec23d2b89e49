package io.glidepath.design;

/**
 * How many rows a block holds.
 *
 * <pre>
 *   height(b, F) = odd8( max(64, min(max(min(4096, max(256, 1 MiB / b)), 4 s / e), 64 MiB / b F)) )
 * </pre>
 *
 * for b bytes a row (8 for a number of a dense column, 12 for an entry of a sparse one), F folds
 * seen so far in the partition, and s sparse columns of e entries a row. A block of a narrow table
 * is thus about 1 MiB (it stays in the second-level cache between being filled and being used), one
 * of a wide table at least 256 rows (level-3 BLAS needs that many to be fast), and all buffers of a
 * task together about 64 MiB, until 64 rows a fold alone take more. Products with sparse columns
 * turn the coefficients of every column once a block, which four times as many entries as columns
 * outweigh. A buffer starts at 72 rows and grows fourfold, so that folds of few rows take little.
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
  private static final int ENTRIES_A_COLUMN = 4;

  private BlockSize() {}

  static int height(RowShape shape, int folds) {
    double rowBytes = Math.max(8, shape.bytes());
    double wanted = Math.min(MOST, Math.max(WIDE, TARGET_BYTES / rowBytes));
    if (shape.entries() > 0) {
      wanted = Math.max(wanted, ENTRIES_A_COLUMN * shape.sparse().length / shape.entries());
    }
    double affordable = TASK_BYTES / (rowBytes * Math.max(1, folds));
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
