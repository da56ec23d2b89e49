package io.glidepath.stats;

import io.glidepath.matrix.CrossProducts;
import io.glidepath.matrix.GramMatrix;
import java.util.List;
import java.util.stream.IntStream;

/** Products of columns as numbers. */
public final class Elements {
  private Elements() {}

  /** The lower triangle, row by row in p x p; zeros where there were no rows. */
  public static double[] lowerTriangle(CrossProducts products, int p) {
    if (products == null) {
      return new double[p * p];
    }
    List<GramMatrix> matrices = CrossProducts.matrices(List.of(products), null);
    int[] all = IntStream.range(0, p).toArray();
    return matrices.get(0).mixture(new double[] {1}, matrices, all).block(all);
  }
}
