package io.glidepath.matrix;

/** The functions of {@link Lanes} in one way to compute them. */
interface Stretches {

  void exp(double[] x, int from, int n);

  void logistic(double[] x, int from, int n);

  void softplus(double[] x, int from, int n);
}
