package io.glidepath.solve;

import io.glidepath.matrix.SymmetricMatrix;

/**
 * Solves with a sparse curvature by products with it: conjugate gradients, preconditioned by the
 * diagonal (Hestenes and Stiefel 1952). What a few hundred products leave is for the next Newton
 * step.
 *
 * <p>Cost: a product with H and 10 n flops an iteration, 8 vectors of n. Not thread-safe.
 */
final class ConjugateGradients implements ActiveSystem {
  private static final int MOST_ITERATIONS = 300;

  /** So often are unknowns held before others are chosen. */
  private static final int MOST_HOLDS = 2;

  /** Of the length of g, what rounding leaves of it at least. */
  private static final double LEFT = 1e-12;

  private final SymmetricMatrix matrix;
  private final double[] ridge;
  private final boolean[] held;
  private int holds;

  /**
   * @param matrix of the unknowns
   * @param ridge what is added to the diagonal of each
   */
  ConjugateGradients(SymmetricMatrix matrix, double[] ridge) {
    this.matrix = matrix;
    this.ridge = ridge;
    this.held = new boolean[ridge.length];
  }

  @Override
  public boolean rough() {
    return true;
  }

  @Override
  public boolean hold(int[] unknowns) {
    if (++holds > MOST_HOLDS) {
      return false;
    }
    for (int a : unknowns) {
      held[a] = true;
    }
    return true;
  }

  @Override
  public void release(double[] gradient) {
    for (int a = 0; a < held.length; a++) {
      gradient[a] = held[a] ? 0 : gradient[a];
    }
  }

  @Override
  public void solve(double[] g, double enough) {
    int n = ridge.length;
    release(g);
    double[] d = new double[n];
    double[] r = g.clone();
    double[] z = preconditioned(r);
    double[] direction = z.clone();
    double rz = dot(r, z);
    double stop = Math.max(enough, LEFT * Math.sqrt(dot(r, r)));
    for (int i = 0; i < MOST_ITERATIONS && rz > 0 && largest(r) > stop; i++) {
      double[] h = product(direction);
      double curvature = dot(direction, h);
      if (!(curvature > 0)) {
        break; // flat to within rounding
      }
      double step = rz / curvature;
      for (int a = 0; a < n; a++) {
        d[a] += step * direction[a];
        r[a] -= step * h[a];
      }
      z = preconditioned(r);
      double next = dot(r, z);
      double share = next / rz;
      rz = next;
      for (int a = 0; a < n; a++) {
        direction[a] = z[a] + share * direction[a];
      }
    }
    System.arraycopy(d, 0, g, 0, n);
  }

  private static double largest(double[] r) {
    double largest = 0;
    for (double v : r) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  private double[] preconditioned(double[] r) {
    double[] z = new double[r.length];
    for (int a = 0; a < z.length; a++) {
      double h = matrix.diagonal(a) + ridge[a];
      z[a] = h > 0 ? r[a] / h : 0;
    }
    return z;
  }

  private double[] product(double[] direction) {
    double[] product = matrix.product(direction);
    for (int a = 0; a < product.length; a++) {
      product[a] = held[a] ? 0 : product[a] + ridge[a] * direction[a];
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
