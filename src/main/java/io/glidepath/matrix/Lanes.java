package io.glidepath.matrix;

/** Elementary functions over stretches of arrays, in place. */
public final class Lanes {
  private Lanes() {}

  /** x := e^x. */
  public static void exp(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = Math.exp(x[i]);
    }
  }

  /** x := 1 / (1 + e^-x), exact at both ends. */
  public static void logistic(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = 1 / (1 + Math.exp(-x[i]));
    }
  }

  /** x := log(1 + e^x), without overflow. */
  public static void softplus(double[] x, int from, int n) {
    for (int i = from; i < from + n; i++) {
      x[i] = Math.max(0, x[i]) + Math.log1p(Math.exp(-Math.abs(x[i])));
    }
  }
}
