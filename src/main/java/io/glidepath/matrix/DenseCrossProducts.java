package io.glidepath.matrix;

import java.util.List;

/** All products of p columns: p^2 numbers, of which the upper triangle is filled. */
final class DenseCrossProducts extends CrossProducts {
  private static final long serialVersionUID = 1;

  private final int size;
  private final double[] values;

  DenseCrossProducts(int size) {
    this.size = size;
    this.values = new double[Math.multiplyExact(size, size)];
  }

  @Override
  public CrossProducts zeros() {
    return new DenseCrossProducts(size);
  }

  @Override
  public Rows add(Rows rows, double[] roots, Rows room, Blas blas) {
    Rows weighted = rows.weighted(roots, room);
    weighted.addCrossProducts(values, size, blas);
    return weighted;
  }

  @Override
  public void add(CrossProducts other) {
    double[] others = ((DenseCrossProducts) other).values;
    for (int i = 0; i < values.length; i++) {
      values[i] += others[i];
    }
  }

  @Override
  List<GramMatrix> all(List<CrossProducts> sums, GramMatrix like) {
    return sums.stream()
        .map(s -> (GramMatrix) PackedMatrix.upperTriangle(size, ((DenseCrossProducts) s).values))
        .toList();
  }
}
