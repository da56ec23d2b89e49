package io.glidepath.matrix;

/** Looks for infinite numbers and NaN. */
public final class Finite {
  private Finite() {}

  /**
   * Whether numbers are finite: one multiplication and addition each, because the product of 0 with
   * a finite number is 0, with infinity or NaN it is NaN, and no sum of zeros overflows.
   */
  public static boolean all(double[] a, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    // four sums, so that an addition need not wait for the one before
    for (; i < to - 3; i += 4) {
      s0 += a[i] * 0.0;
      s1 += a[i + 1] * 0.0;
      s2 += a[i + 2] * 0.0;
      s3 += a[i + 3] * 0.0;
    }
    for (; i < to; i++) {
      s0 += a[i] * 0.0;
    }
    return s0 + s1 + s2 + s3 == 0;
  }
}
