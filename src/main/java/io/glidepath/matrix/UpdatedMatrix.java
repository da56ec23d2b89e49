package io.glidepath.matrix;

import java.util.Arrays;

/** A symmetric matrix of which products are cheap, and a few terms of rank one added to it. */
abstract class UpdatedMatrix implements SymmetricMatrix {

  /** Of all, the terms included. */
  final double[] diagonal;

  final RankOneTerms terms;

  UpdatedMatrix(double[] diagonal, RankOneTerms terms) {
    this.diagonal = diagonal;
    this.terms = terms;
  }

  @Override
  public final int size() {
    return diagonal.length;
  }

  @Override
  public final double diagonal(int j) {
    return Math.max(0, diagonal[j]);
  }

  @Override
  public final boolean sparse() {
    return true;
  }

  @Override
  public final double[] product(double[] x) {
    double[] product = new double[x.length];
    subtractProduct(x, product);
    for (int k = 0; k < x.length; k++) {
      product[k] = -product[k];
    }
    return product;
  }

  @Override
  public final void multiply(int m, double[] x, double[] y, Blas blas) {
    int n = size();
    for (int k = 0; k < m; k++) {
      double[] product = product(Arrays.copyOfRange(x, k * n, (k + 1) * n));
      System.arraycopy(product, 0, y, k * n, n);
    }
  }

  @Override
  public final void addRank(double factor, double[] v) {
    terms.add(factor, v, diagonal);
  }

  @Override
  public final void addRanks(double[] v, double b, double[] u, double d) {
    addRank(1 / b, v);
    addRank(-1 / d, u);
  }
}
