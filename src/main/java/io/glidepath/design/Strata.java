package io.glidepath.design;

import org.apache.spark.sql.api.java.UDF2;

/**
 * Where the rows of each class are cut into folds: for each class and fold but the first, the
 * lowest bin of hashes that belongs to it. A plain class: it travels with the tasks.
 */
final class Strata implements UDF2<Integer, Integer, Integer> {
  private static final long serialVersionUID = 1;

  /** A bin is this many first bits of a hash. */
  static final int BITS = 20;

  static final int CLASSES = 2;

  private final int[][] starts;

  private Strata(int[][] starts) {
    this.starts = starts;
  }

  /**
   * Cuts where the number of rows is nearest to equal shares. The larger folds of one class begin
   * where those of the class before it end.
   *
   * @param rows number of rows by class and bin
   */
  static Strata of(long[][] rows, int folds) {
    int[][] starts = new int[rows.length][];
    long larger = 0;
    for (int stratum = 0; stratum < rows.length; stratum++) {
      long total = 0;
      for (long n : rows[stratum]) {
        total += n;
      }
      starts[stratum] = starts(rows[stratum], sizes(total, folds, larger));
      larger = (larger + total) % folds;
    }
    return new Strata(starts);
  }

  private static long[] sizes(long total, int folds, long firstLarger) {
    long[] sizes = new long[folds];
    for (int fold = 0; fold < folds; fold++) {
      boolean isLarger = Math.floorMod(fold - firstLarger, (long) folds) < total % folds;
      sizes[fold] = total / folds + (isLarger ? 1 : 0);
    }
    return sizes;
  }

  private static int[] starts(long[] rows, long[] sizes) {
    int[] starts = new int[sizes.length - 1];
    long wanted = 0;
    long before = 0;
    int bin = 0;
    for (int fold = 1; fold < sizes.length; fold++) {
      wanted += sizes[fold - 1];
      while (bin < rows.length
          && before < wanted
          && before + rows[bin] - wanted <= wanted - before) {
        before += rows[bin];
        bin++;
      }
      starts[fold - 1] = bin;
    }
    return starts;
  }

  int fold(int stratum, int bin) {
    int[] ofClass = starts[stratum];
    int low = 0;
    int high = ofClass.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ofClass[middle] <= bin) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public Integer call(Integer stratum, Integer bin) {
    return fold(stratum, bin);
  }
}
